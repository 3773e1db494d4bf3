import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { schemas } from '@unefois/contracts'
import { createSite, html, type Person, type Site } from '@unefois/pages'
import { buildService, createManualClock } from '@unefois/service'
import { freePort, waitUntil } from '@unefois/testing'
import type { FastifyInstance } from 'fastify'
import { newClient, type TestClient } from './client.ts'

/** The real identity process and a console that people sign in at, on real ports. */
export interface Console {
  readonly url: string
  readonly issuer: string
  /** Identity's files: clients.json, accounts.json. */
  readonly folder: string
  readonly client: TestClient
  /** What either has written to a log. */
  logs(): string
  /** Who was told to the trace. */
  readonly traced: readonly Person[]
  /** Moves the console's own time, not the issuer's. */
  advance(ms: number): void
  stopIssuer(): Promise<void>
  close(): Promise<void>
}

const account = (accountId: string, agency: string, role: string) => ({
  accountId,
  agency,
  agencyName: `Name of ${agency}`,
  agent: `agt_${accountId.replaceAll('-', '')}`,
  roles: [role],
})

const accounts = [
  account('hub-dpo', 'hub', 'dpo'),
  account('caf-13-dpo', 'caf-13', 'dpo'),
  account('caf-13-adviser', 'caf-13', 'adviser'),
  account('hub-operator', 'hub', 'operator'),
]

/** Starts both; `close` ends them and takes their files away. */
export async function startConsole(): Promise<Console> {
  const [port, issuerPort] = [await freePort(), await freePort()]
  const [url, issuer] = [`http://127.0.0.1:${port}`, `http://127.0.0.1:${issuerPort}`]
  const folder = mkdtempSync(join(tmpdir(), 'unefois-sign-in-'))
  const client = newClient('hub-audit', 'ES256', {
    agency: 'hub',
    scopes: ['snapshot'],
    redirectUris: [`${url}/sign-in/done`],
  })
  writeFileSync(join(folder, 'clients.json'), JSON.stringify([client.entry]))
  writeFileSync(join(folder, 'accounts.json'), JSON.stringify(accounts))
  const identity = await startIdentity(folder, issuer, issuerPort)
  let nowMs = Date.now()
  const logged: unknown[] = []
  const traced: Person[] = []
  const app = buildService({
    name: 'console',
    log: (...line) => void logged.push(line),
    clock: createManualClock(0),
    contracts: schemas,
    ready: async () => ({ ok: true, reasons: [] }),
  })
  const site = createSite(app, {
    log: (...line) => void logged.push(line),
    origin: url,
    signIn: {
      issuer,
      clientId: client.clientId,
      clientKey: client.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      accepts: ({ roles }) => roles.some(role => ['dpo', 'operator'].includes(role)),
      onSignIn: person => void traced.push(person),
      nowMs: () => nowMs,
    },
  })
  addPages(site)
  await app.listen({ port, host: '127.0.0.1' })
  return {
    url,
    issuer,
    folder,
    client,
    logs: () => identity.output() + JSON.stringify(logged),
    traced,
    advance(ms) {
      nowMs += ms
    },
    stopIssuer: identity.stop,
    close: () => closeAll(app, identity.stop, folder),
  }
}

async function closeAll(app: FastifyInstance, stop: () => Promise<void>, folder: string) {
  await Promise.all([app.close(), stop()])
  rmSync(folder, { recursive: true })
}

function addPages(site: Site): void {
  const seenBy = ({ agency, agent, roles, name }: Person) => `${agency} ${agent} ${roles} ${name}`
  site.show('/', { for: ['dpo'], page: ({ person }) => ({ title: seenBy(person), main: 'x' }) })
  site.show('/hub', {
    for: ['dpo'],
    only: ({ agency }) => agency === 'hub',
    query: { after: { type: 'string', pattern: '^[0-9]+$' } },
    page: ({ query }) => ({ title: `only the hub ${query.after}`, main: html`<p>x</p>` }),
  })
}

async function startIdentity(folder: string, issuer: string, port: number) {
  let output = ''
  const child = spawn(process.execPath, [join(import.meta.dirname, '../src/main.ts')], {
    env: {
      PORT: String(port),
      OPS_PORT: String(await freePort()),
      PROFILE: 'development',
      ISSUER_URL: issuer,
      CLIENTS_FILE: join(folder, 'clients.json'),
      SAMPLE_ACCOUNTS_FILE: join(folder, 'accounts.json'),
      KEYS_DIR: join(folder, 'keys'),
    },
  })
  const exit = once(child, 'exit')
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', chunk => {
      output += chunk
    })
  }
  await waitUntil('the identity service starts', () => output.includes('service-started'))
  const stop = async () => {
    child.kill('SIGTERM')
    await exit
  }
  return { output: () => output, stop }
}
