import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  clientKeyIn,
  planAccounts,
  planClients,
  sampleParticipants,
  writeAccountsFile,
  writeClientsFile,
} from '@unefois/local'
import type { Test } from 'tap'
import { freePort } from './free-port.ts'
import { compileCache } from './test-config.ts'
import { waitUntil } from './wait-until.ts'

const main = fileURLToPath(new URL('../../../services/identity/src/main.ts', import.meta.url))

/** The identity service as it runs, for tests of a console. */
export interface TestIdentity {
  readonly issuer: string
  /** The private key (PKCS8 PEM) of the client that people sign in through. */
  readonly clientKey: string
}

/**
 * Starts the real identity process with the sample's accounts, for people to sign in at a console
 * of this client and origin; it ends with the test.
 */
export async function testIdentity(
  t: Test,
  { clientId, origin }: { clientId: string; origin: string },
): Promise<TestIdentity> {
  const folder = mkdtempSync(join(tmpdir(), 'unefois-identity-'))
  const keys = mkdtempSync(join(tmpdir(), 'unefois-identity-keys-'))
  const clients = planClients([], { [clientId]: origin })
  writeClientsFile(join(folder, 'clients.json'), keys, clients)
  writeAccountsFile(join(folder, 'accounts.json'), planAccounts(sampleParticipants))
  const [port, opsPort] = [await freePort(), await freePort()]
  const issuer = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, [main], {
    env: {
      ...compileCache,
      PORT: String(port),
      OPS_PORT: String(opsPort),
      PROFILE: 'development',
      ISSUER_URL: issuer,
      CLIENTS_FILE: join(folder, 'clients.json'),
      SAMPLE_ACCOUNTS_FILE: join(folder, 'accounts.json'),
      KEYS_DIR: join(folder, 'keys'),
      PARENT_PID: String(process.pid),
    },
  })
  const exit = once(child, 'exit')
  let output = ''
  child.stderr.resume()
  child.stdout.on('data', chunk => {
    output += chunk
  })
  t.teardown(async () => {
    child.kill('SIGTERM')
    await exit
    for (const each of [folder, keys]) rmSync(each, { recursive: true })
  })
  await waitUntil('the identity service starts', () => {
    if (child.exitCode !== null) throw new Error(`the identity service has ended: ${output}`)
    return output.includes('service-started')
  })
  return { issuer, clientKey: clientKeyIn(keys, clientId).privateKeyPem }
}
