import { spawn } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { connectBus, ensureReceiverStream, publishMany } from '@unefois/bus'
import { seededRandom, syntheticNir } from '@unefois/identifiers'
import { generateReceiverKeys, openKeyStore } from '@unefois/sealing'
import { freePort, templateDatabase, testNats, waitUntil } from '@unefois/testing'
import t, { type Test } from 'tap'
import { startGateway } from './support/gateway.ts'
import { startIssuer } from './support/issuer.ts'
import { startRegistry } from './support/registry.ts'
import { agency, hubName, recallOf, sealSignal } from './support/signals.ts'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))

/** Writes key, password and clock files, and answers the environment of one desk. */
function settings(t: Test, own: Readonly<Record<string, string>>, password: string) {
  const folder = mkdtempSync(join(tmpdir(), 'unefois-desk-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const file = (name: string, content: string) => {
    writeFileSync(join(folder, name), content, { mode: 0o600 })
    return join(folder, name)
  }
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const receiver = generateReceiverKeys()
  const keysDir = join(folder, 'keys')
  openKeyStore(keysDir).put('receiver', receiver.keyId, receiver.privateKey)
  const environment = {
    PROFILE: 'development',
    AGENCY: agency,
    COUNTRY: 'fr',
    MODE: 'own',
    HUB_ID: hubName,
    NATS_USER: agency,
    NATS_PASSWORD_FILE: file('password', password),
    CLIENT_ID: `${agency}-desk`,
    CLIENT_KEY_FILE: file('client.pem', pem),
    KEYS_DIR: keysDir,
    CLOCK_FILE: file('clock.json', '{"offsetMs": 86400000}'),
    ...own,
  }
  return { environment, receiver }
}

function startDesk(t: Test, environment: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [main], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', data => {
    output += data
  })
  child.stderr.on('data', data => {
    output += data
  })
  const exited = new Promise<number | null>(resolve => child.once('close', resolve))
  t.teardown(async () => {
    child.kill('SIGKILL')
    await exited
  })
  return { child, exited, output: () => output }
}

t.test('the process: bus to case to hub, over its own accounts, and a clean end', async t => {
  const database = await templateDatabase(t, 'desk')
  const nats = await testNats(t, [agency])
  const [gateway, issuer] = [await startGateway(t), await startIssuer(t)]
  const registry = await startRegistry(t)
  const [port, opsPort] = [await freePort(), await freePort()]
  const own = {
    DATABASE_URL: database.roleUrl('desk_test'),
    NATS_URL: nats.url,
    GATEWAY_URL: gateway.url,
    REGISTRY_URL: registry.url,
    ISSUER_URL: issuer.url,
    PORT: String(port),
    OPS_PORT: String(opsPort),
  }
  const { environment, receiver } = settings(t, own, nats.connection(agency).password)
  const bus = await connectBus(nats.connection('hub'))
  t.teardown(() => bus.close())
  await ensureReceiverStream(bus, agency)
  const desk = startDesk(t, environment)
  const random = seededRandom(11)
  const people = Array.from({ length: 40 }, () => syntheticNir(random))
  const sealed = people.map(person => sealSignal(receiver, person))
  for (const each of sealed) gateway.keys.set(each.id, each.dataKey)
  const publish = (subject: string, messageId: string, body: unknown) => ({
    subject,
    messageId,
    payload: Buffer.from(JSON.stringify(body)),
  })
  await publishMany(bus, [
    publish(`sig.${agency}.${sealed[0]?.signal.id}`, 'poison', { poison: people[0]?.value }),
    ...sealed.map(({ id, signal }) => publish(`sig.${agency}.${id}`, signal.id, signal)),
  ])
  await waitUntil('all reported', () => gateway.events.length === sealed.length)

  const [first, second] = sealed
  const recall = recallOf(first?.id ?? '')
  await publishMany(bus, [publish(`recall.${agency}.${first?.id}`, recall.id, recall)])
  await waitUntil('receipt', () => gateway.events.some(event => event.type === 'erased'))

  const token = issuer.token({ agency, agent: 'agt_adviser1' })
  const url = `http://127.0.0.1:${port}/v1/cases/${second?.id}`
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const claim = await fetch(`${url}/claim`, {
    method: 'POST',
    headers: { ...headers, 'if-match': '"1"' },
    body: '{}',
  })
  t.equal(claim.status, 204)
  await waitUntil('claim told', () => gateway.events.some(event => event.type === 'taken-charge'))
  const shown = await fetch(url, { headers })
  t.match(await shown.json(), { subject: people[1], takeUpBy: String })

  const ready = await fetch(`http://127.0.0.1:${opsPort}/health/ready`)
  t.match(await ready.json(), { status: 'ready', reasons: [] })
  // What was told leaves the outbox once the hub's answer has come.
  const metrics = await waitUntil('nothing waits to be told', async () => {
    const text = await (await fetch(`http://127.0.0.1:${opsPort}/metrics`)).text()
    return /desk_outbox_depth(\{[^}]*\})? 0/u.test(text) && text
  })
  t.match(metrics, /desk_cases\{[^}]*state="to-take-up"[^}]*\} 38/u)
  t.match(metrics, /desk_quarantined_total\{[^}]*reason="not-the-contract"[^}]*\} 1/u)

  desk.child.kill('SIGTERM')
  t.equal(await desk.exited, 0)
  for (const { value } of people) t.notMatch(desk.output(), value)
  t.notMatch(desk.output(), first?.id ?? '', 'no signal’s id in a log either')
  t.match(desk.output(), /"reason":"not-the-contract"/u)
})

t.test('a desk does not start on settings that would break a promise', async t => {
  const environment = settings(t, { PORT: '1', OPS_PORT: '2' }, 'x').environment
  const incomplete = startDesk(t, environment)
  t.not(await incomplete.exited, 0)
  t.match(incomplete.output(), 'DATABASE_URL is missing')
  const urls = {
    DATABASE_URL: 'x',
    NATS_URL: 'x',
    GATEWAY_URL: 'http://x',
    REGISTRY_URL: 'http://x',
    ISSUER_URL: 'http://x',
  }
  const hosted = { ...environment, ...urls, MODE: 'hub-hosted', PROFILE: 'production' }
  const refused = startDesk(t, hosted)
  t.not(await refused.exited, 0)
  t.match(refused.output(), 'a desk hosted by the hub is for demonstrations only')
})
