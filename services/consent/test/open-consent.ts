import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Database, openDatabase } from '@unefois/database'
import { createLog } from '@unefois/events'
import { seededRandom, syntheticNir, syntheticNiss } from '@unefois/identifiers'
import { openKeyStore } from '@unefois/sealing'
import { createManualClock } from '@unefois/service'
import { type Bearer, templateDatabase, testIssuer, waitUntil } from '@unefois/testing'
import type { Test } from 'tap'
import { buildConsent, newId } from '../src/app.ts'
import { openConsentKeys } from '../src/consent-keys.ts'
import type { Known } from '../src/directory.ts'
import { events } from '../src/events.ts'
import { openExchange } from './exchange.ts'

/** Tests hold locks to see who waits for them, and let go by themselves. */
const lockMsMax = 60_000
export const start = new Date('2026-11-20T10:00:00.000Z')
export const adviser: Bearer = {
  agency: 'mission-locale-marseille',
  agent: 'agt_ml0001',
  roles: ['adviser'],
  scopes: ['objections', 'person-agreements'],
}
export const page: Bearer = { agency: 'hub', roles: ['service'], scopes: ['objections'] }
export const register: Bearer = { agency: 'hub', scopes: ['identifier-successions'] }

const random = seededRandom(20_261_120)
export const person = (kind: 'nir' | 'nia' = 'nir') => syntheticNir(random, { kind })
export const belgian = (kind: 'nn' | 'bis' = 'nn') => syntheticNiss(random, { kind })

/** What a post was answered. */
export interface Answer {
  readonly status: number
  readonly body: Record<string, unknown> & { readonly id: string }
  readonly text: string
  readonly headers: Readonly<Record<string, unknown>>
}

/**
 * The consent service on a database of the test's own, and the exchange beside it: signals get in
 * and out through the gateway's own SQL, under the gateway's own roles.
 */
export async function openConsent(t: Test, known?: Known) {
  const database = await templateDatabase(t, 'hub')
  const open = (role: string) =>
    openDatabase({
      url: database.roleUrl(role),
      name: 't',
      connectionsMax: 4,
      statementMsMax: lockMsMax,
      lockMsMax,
    })
  const sql = {
    consent: open('consent_app'),
    accept: open('gateway_accept'),
    agency: open('gateway_agency'),
    admin: openDatabase({
      url: database.adminUrl,
      name: 't',
      connectionsMax: 3,
      statementMsMax: lockMsMax,
    }),
  }
  // A test that moves further makes the months that it needs: each of them is a dozen tables.
  await sql.admin`SELECT exchange.ensure_partitions(${start}, 1),
    audit.ensure_partitions(${start}, 1)`
  const folder = mkdtempSync(join(tmpdir(), 'consent-test-'))
  const store = openKeyStore(join(folder, 'keys'))
  const system = { ms: Date.now() + 3_600_000 }
  // It lasts as long as a test may: nobody writes the next.
  await sql.consent`INSERT INTO consent.pulse (one, at) VALUES (true, ${new Date(system.ms)})`
  const keys = openConsentKeys(store, () => system.ms)
  const clock = createManualClock(start.getTime())
  const lines: string[] = []
  const paced: number[] = []
  const { issuer, tokenOf } = await testIssuer(t)
  const log = createLog({
    service: 'consent',
    events,
    destination: { write: line => void lines.push(line) },
  })
  const app = buildConsent({
    issuer,
    clock,
    log,
    keys,
    sql: sql.consent,
    pace: async startedMs => void paced.push(startedMs),
    directory: { latest: () => known, refresh: async () => {}, close: () => {} },
    monotonicMs: () => performance.now(),
    ready: async () => ({ ok: true, reasons: [] }),
    checkResponses: true,
  })
  t.teardown(async () => {
    await app.close()
    await Promise.all(Object.values(sql).map(each => each.end()))
    rmSync(folder, { recursive: true })
  })
  async function call(
    method: 'GET' | 'POST',
    url: string,
    { bearer, key, body }: { bearer: Bearer; key?: string; body?: object },
  ): Promise<Answer> {
    const answer = await app.inject({
      method,
      url,
      headers: {
        authorization: `Bearer ${tokenOf(bearer)}`,
        ...(method === 'POST' ? { 'idempotency-key': key ?? randomUUID() } : {}),
      },
      ...(body === undefined ? {} : { payload: body }),
    })
    const isJson = String(answer.headers['content-type']).includes('json')
    return {
      status: answer.statusCode,
      body: isJson ? answer.json() : { id: '' },
      text: answer.body,
      headers: answer.headers,
    }
  }
  const deps = { sql: sql.consent, keys, newId, nowMs: () => clock.nowMs() }
  return {
    app,
    tokenOf,
    database,
    sql,
    store,
    keys,
    system,
    clock,
    lines,
    paced,
    log,
    deps,
    exchange: openExchange({ sql, store, keys, nowMs: deps.nowMs }),
    post: (url: string, body: object, bearer: Bearer = adviser, key?: string) =>
      call('POST', url, { bearer, body, ...(key === undefined ? {} : { key }) }),
    get: (url: string, bearer: Bearer = adviser) => call('GET', url, { bearer }),
  }
}

/** Waits until a session stands before a lock, an advisory one or any. */
export async function untilParked(
  admin: Database,
  kind: 'advisory' | 'any' = 'advisory',
): Promise<void> {
  await waitUntil('somebody waits for a lock', async () => {
    const [row] = await admin<{ waiting: number }[]>`
      SELECT count(*)::int AS waiting FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'
        AND (${kind} = 'any' OR wait_event = ${kind})`
    return (row?.waiting ?? 0) > 0
  })
}
