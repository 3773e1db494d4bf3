import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { connectBus, readStoredMessages, subscribeRegistryChanged } from '@unefois/bus'
import { openDatabase } from '@unefois/database'
import { freePort, templateDatabase, testIssuer, testNats, waitUntil } from '@unefois/testing'
import t from 'tap'
import { gateway, operator } from './sample.ts'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))

t.test('the process starts, announces each change on the bus, and ends when asked', async t => {
  const database = await templateDatabase(t, 'hub')
  const admin = openDatabase({ url: database.adminUrl, name: 'test', connectionsMax: 1 })
  await admin`SELECT audit.ensure_partitions(${new Date()}, 2)`
  await admin.end()
  const nats = await testNats(t, ['caf-13'])
  const { issuer, tokenOf } = await testIssuer(t)
  const login = nats.connection('hub')
  const folder = mkdtempSync(join(tmpdir(), 'registry-test-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const passwordFile = join(folder, 'password')
  writeFileSync(passwordFile, login.password, { mode: 0o600 })
  const [port, opsPort] = [await freePort(), await freePort()]
  const environment = {
    PORT: String(port),
    OPS_PORT: String(opsPort),
    ISSUER_URL: issuer,
    PROFILE: 'development',
    DATABASE_URL: database.roleUrl('registry_app'),
    NATS_URL: nats.url,
    NATS_USER: login.user,
    NATS_PASSWORD_FILE: passwordFile,
  }
  const child = spawn(process.execPath, [main], { env: environment, stdio: 'pipe' })
  const output: string[] = []
  child.stdout.on('data', chunk => output.push(String(chunk)))
  child.stderr.on('data', chunk => output.push(String(chunk)))
  t.teardown(() => child.kill('SIGKILL'))
  await untilReady(child, opsPort, output)

  const bus = await connectBus(login)
  const heard: number[] = []
  subscribeRegistryChanged(bus, version => heard.push(version))
  // Whatever is asked after it is answered after it: the server knows of the subscription.
  await readStoredMessages(bus, () => {})
  const url = `http://127.0.0.1:${port}`
  const admitted = await fetch(`${url}/v1/participants`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${tokenOf(operator)}`,
      'content-type': 'application/json',
      'idempotency-key': '00000000-0000-4000-8000-000000000001',
    },
    body: JSON.stringify({ id: 'caf-13', name: 'CAF 13', type: 'caf', country: 'fr' }),
  })
  t.equal(admitted.status, 201)
  const authorization = `Bearer ${tokenOf(gateway)}`
  const snapshot = await fetch(`${url}/v1/snapshot`, { headers: { authorization } })
  const { version, participants } = (await snapshot.json()) as {
    version: number
    participants: unknown[]
  }
  t.equal(participants.length, 1)
  await waitUntil('the change is announced', () => heard.length > 0)
  t.same(heard, [version], 'the version of the change was announced')
  await bus.close()

  child.kill('SIGTERM')
  const [code] = await once(child, 'close')
  t.equal(code, 0, output.join(''))
  t.match(output.join(''), '"event":"registry-changed"')
})

async function untilReady(child: ChildProcess, port: number, output: string[]): Promise<void> {
  await waitUntil('the registry is ready', async () => {
    if (child.exitCode !== null) throw new Error(`the registry has ended: ${output.join('')}`)
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined)
    return answer?.ok === true
  })
}
