import { generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto'
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLog } from '@unefois/events'
import { createManualClock } from '@unefois/service'
import type { FastifyInstance } from 'fastify'
import { SignJWT } from 'jose'
import { buildIdentity } from '../src/app.ts'
import { identityEvents } from '../src/events.ts'

export interface TestClient {
  readonly clientId: string
  readonly alg: 'ES256' | 'EdDSA'
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
  readonly entry: Record<string, unknown>
}

/** A client with a key of its own and its line of the clients file. */
export function newClient(
  clientId: string,
  alg: TestClient['alg'],
  entry: Record<string, unknown> = {},
): TestClient {
  const pair =
    alg === 'ES256'
      ? generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
      : generateKeyPairSync('ed25519')
  return {
    clientId,
    alg,
    ...pair,
    entry: {
      clientId,
      agency: 'caf-13',
      roles: ['service'],
      scopes: ['signals', 'receive', 'cases'],
      jwks: { keys: [pair.publicKey.export({ format: 'jwk' })] },
      ...entry,
    },
  }
}

export interface TestIssuer {
  readonly issuer: string
  readonly app: FastifyInstance
  readonly folder: string
  readonly logged: string[]
  writeClients(content: unknown): void
  close(): Promise<void>
}

/** The real issuer on a real port, with a throw-away folder. */
export async function startIssuer(
  clients: readonly TestClient[],
  port: number,
): Promise<TestIssuer> {
  const folder = mkdtempSync(join(tmpdir(), 'unefois-identity-'))
  const clientsFile = join(folder, 'clients.json')
  const writeClients = (content: unknown): void => {
    writeFileSync(
      `${clientsFile}.next`,
      typeof content === 'string' ? content : JSON.stringify(content),
    )
    renameSync(`${clientsFile}.next`, clientsFile)
  }
  writeClients(clients.map(client => client.entry))
  const issuer = `http://127.0.0.1:${port}`
  const logged: string[] = []
  const destination = { write: (line: string) => void logged.push(line) }
  const app = buildIdentity({
    issuer,
    clientsFile,
    keysFolder: join(folder, 'keys'),
    profile: 'development',
    clock: createManualClock(0),
    log: createLog({ service: 'identity', events: identityEvents, destination }),
  })
  await app.listen({ port, host: '127.0.0.1' })
  const close = async (): Promise<void> => {
    await app.close()
    rmSync(folder, { recursive: true })
  }
  return { issuer, app, folder, logged, writeClients, close }
}

type Changes = Readonly<Record<string, unknown>>

/** An honest assertion, or with members replaced (undefined: left out). */
export function assertion(
  client: TestClient,
  issuer: string,
  claims: Changes = {},
  header: Changes = {},
): Promise<string> {
  const nowSec = Math.floor(Date.now() / 1_000)
  const all = {
    iss: client.clientId,
    sub: client.clientId,
    aud: issuer,
    jti: randomUUID(),
    iat: nowSec,
    exp: nowSec + 50,
    ...claims,
  }
  return new SignJWT(JSON.parse(JSON.stringify(all)))
    .setProtectedHeader({ alg: client.alg, ...header })
    .sign(client.privateKey, { crit: { made: true } })
}

/** Asks for a token; members of `form` replace those of an honest request (undefined: left out). */
export async function askToken(
  issuer: string,
  form: Readonly<Record<string, string | undefined>>,
): Promise<{ status: number; text: string; body: Record<string, string> }> {
  const all = {
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    resource: 'urn:unefois:hub',
    ...form,
  }
  const body = new URLSearchParams()
  for (const [name, value] of Object.entries(all)) if (value !== undefined) body.append(name, value)
  const answer = await fetch(`${issuer}/token`, { method: 'POST', body })
  const text = await answer.text()
  return { status: answer.status, text, body: JSON.parse(text) }
}
