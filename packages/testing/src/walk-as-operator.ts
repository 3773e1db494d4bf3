import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import type { Database } from '@unefois/database'
import { roles, type Scope, scopes } from '@unefois/service'
import { listRoutes } from './list-routes.ts'
import type { Bearer } from './test-issuer.ts'

const examples = new URL('../../../contracts/examples/', import.meta.url)
const everyScope: readonly Scope[] = scopes

/**
 * Whoever runs the hub, by their token: with what their own client has, with every scope there is,
 * and with every role but the officer's besides.
 */
const operators: readonly Bearer[] = [
  { agency: 'hub', roles: ['operator'], scopes: ['registry-admin', 'snapshot'] },
  { agency: 'hub', roles: ['operator'], scopes: everyScope },
  { agency: 'hub', roles: roles.filter(role => role !== 'dpo'), scopes: everyScope },
]

interface WalkedApp {
  readonly routeTable: readonly { method: string; url: string; body?: string | undefined }[]
  printRoutes(how: { commonPrefix: false }): string
  ready(): PromiseLike<unknown>
  inject(sent: {
    method: 'GET' | 'POST' | 'PUT'
    url: string
    headers: Record<string, string>
    payload?: object
  }): PromiseLike<{ readonly statusCode: number; readonly rawPayload: Buffer }>
}

/** What an operator was answered, of the addresses that are not everybody's. */
export interface OperatorWalk {
  readonly walked: number
  /** What opened to the operator's own client. */
  readonly opened: readonly string[]
  /** And to one with every scope. */
  readonly openedByScopes: readonly string[]
  /** Whatever said a secret, to whomever. */
  readonly leaks: readonly string[]
}

/**
 * Asks every address of a service, as its router knows them, with an operator's tokens; a call with
 * a valid body of its contract, so that it is refused for who asks and not for what is asked.
 *
 * @param params path parameter → what stands there: something that exists.
 * @param secrets what no answer may hold, in each form that an answer could have it.
 * @param endless addresses whose answer has no end.
 */
export async function walkAsOperator(
  app: WalkedApp,
  options: {
    readonly tokenOf: (bearer: Bearer) => string
    readonly params?: Readonly<Record<string, string>>
    readonly secrets: readonly string[]
    readonly endless?: readonly string[]
  },
): Promise<OperatorWalk> {
  const { tokenOf, params = {}, secrets, endless = [] } = options
  await app.ready()
  const routes = listRoutes(app).filter(({ url }) => !endless.includes(url))
  const opened = operators.map(() => new Set<string>())
  const leaks = new Set<string>()
  for (const { method, url } of routes) {
    if (method !== 'GET' && method !== 'POST' && method !== 'PUT') throw new Error(`by ${method}`)
    const body = app.routeTable.find(each => each.method === method && each.url === url)?.body
    const payload = body === undefined ? {} : { payload: validBody(body) }
    const address = url.replaceAll(/:([A-Za-z]+)/gu, (_, param: string) => params[param] ?? '0')
    const ask = async (by: Record<string, string>) => {
      const headers = { 'idempotency-key': randomUUID(), 'if-match': '"1"', ...by }
      const answer = await app.inject({ method, url: address, headers, ...payload })
      const text = answer.rawPayload.toString('latin1')
      if (secrets.some(secret => text.includes(secret))) leaks.add(`${method} ${url}`)
      return answer.statusCode < 300
    }
    const isPublic = await ask({})
    for (const [place, bearer] of operators.entries()) {
      const isOpen = await ask({ authorization: `Bearer ${tokenOf(bearer)}` })
      if (isOpen && !isPublic) opened[place]?.add(`${method} ${url}`)
    }
  }
  const [own = [], ...others] = opened.map(each => [...each])
  const openedByScopes = [...new Set(others.flat())].sort()
  return { walked: routes.length, opened: own.sort(), openedByScopes, leaks: [...leaks] }
}

/**
 * All bytes that a schema's rows hold (sealed payloads, wrapped keys, blind indexes, nonces), in
 * each form that an answer could have them; of the columns with such a name, where not all are
 * secret. @throws when there are none: nothing would be tried.
 */
export async function secretBytes(
  admin: Database,
  schema: string,
  columnName = '.',
): Promise<readonly string[]> {
  const columns = await admin<{ table: string; column: string }[]>`
    SELECT c.relname AS table, a.attname AS column FROM pg_class AS c
      JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.atttypid = 'bytea'::regtype
    WHERE c.relnamespace = ${schema}::regnamespace AND c.relkind IN ('r', 'p')
      AND NOT c.relispartition AND a.attname ~ ${columnName}`
  const found: string[] = []
  for (const { table, column } of columns) {
    const rows = await admin<{ value: Buffer }[]>`
      SELECT ${admin(column)} AS value FROM ${admin(`${schema}.${table}`)}
      WHERE length(${admin(column)}) >= 16`
    found.push(...rows.flatMap(({ value }) => formsOf(value)))
  }
  if (found.length === 0) throw new Error(`${schema} has no bytes to be read`)
  return found
}

function formsOf(bytes: Buffer): readonly string[] {
  const base64 = bytes.toString('base64').slice(0, -4)
  const base64url = bytes.toString('base64url').slice(0, -4)
  return [bytes.toString('hex'), bytes.toString('latin1'), base64, base64url]
}

function validBody(contract: string): object {
  const [file] = readdirSync(new URL(`${contract}/valid/`, examples))
  return JSON.parse(readFileSync(new URL(`${contract}/valid/${file}`, examples), 'utf8'))
}
