import { spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { jetstreamManager } from '@nats-io/jetstream'
import { connect } from '@nats-io/transport-node'
import {
  connectBus,
  ensureReceiverStream,
  eraseMessage,
  openInbox,
  publishMany,
  signalSubject,
  streamName,
} from '@unefois/bus'
import { fetchCount, freePort, testNats } from '@unefois/testing'
import t, { type Test } from 'tap'

const receiver = 'cpam-13'
const name = streamName(receiver)

/** Messages of random bytes, each under a subject of its own. */
function messages(count: number) {
  return Array.from({ length: count }, () => ({
    subject: signalSubject(receiver, randomUUID()),
    messageId: randomUUID(),
    payload: randomBytes(600),
  }))
}

/** What a store's blocks hold of some bytes; fails when there is no block to read. */
function isInStore(storeDir: string, bytes: Buffer): boolean {
  const files = readdirSync(storeDir, { recursive: true, withFileTypes: true })
    .filter(file => file.isFile() && file.name.endsWith('.blk'))
    .map(file => readFileSync(join(file.parentPath, file.name)))
  if (files.length === 0) throw new Error('no block of the store was read')
  return files.some(file => file.includes(bytes))
}

/** The streams as the hub's login sees them, beside the bus. */
async function openStreams(t: Test, login: { servers: string; user: string; password: string }) {
  const { servers, user, password: pass } = login
  const client = await connect({ servers, user, pass, maxReconnectAttempts: 0 })
  t.teardown(() => client.close())
  const { streams } = await jetstreamManager(client)
  const numberOf = async (subject: string) =>
    (await streams.getMessage(name, { last_by_subj: subject }))?.seq ?? 0
  return { streams, numberOf }
}

/** A server whose store is in clear, so that a test can look for bytes in it. */
async function openPlainServer(t: Test) {
  const storeDir = mkdtempSync(join(tmpdir(), 'erase-test-'))
  const file = join(storeDir, 'server.conf')
  const port = await freePort()
  const password = randomUUID()
  writeFileSync(
    file,
    `listen: "127.0.0.1:${port}"
    jetstream { store_dir: "${storeDir}" }
    authorization { users: [{ user: hub, password: "${password}" }] }`,
  )
  const server = spawn('nats-server', ['--config', file], { stdio: 'ignore' })
  const ended = new Promise(resolve => server.once('exit', resolve))
  t.teardown(async () => {
    server.kill('SIGKILL')
    await ended
    rmSync(storeDir, { recursive: true })
  })
  const login = { servers: `nats://127.0.0.1:${port}`, user: 'hub', password, name: 'test' }
  return { storeDir, login }
}

t.test('what is erased is in no block of a store in clear', async t => {
  const { storeDir, login } = await openPlainServer(t)
  const hub = await connectBus(login)
  t.teardown(() => hub.close())
  await ensureReceiverStream(hub, receiver)
  const { streams, numberOf } = await openStreams(t, login)
  const all = messages(5)
  const [, erased, deleted] = all
  if (erased === undefined || deleted === undefined) throw new Error('five messages were made')
  await publishMany(hub, all)
  await streams.deleteMessage(name, await numberOf(deleted.subject), false)
  t.ok(isInStore(storeDir, deleted.payload), 'the control: what is only deleted can be read still')
  t.ok(isInStore(storeDir, erased.payload), 'and so can this, before')
  t.equal(await eraseMessage(hub, receiver, erased.subject), 'found')
  t.notOk(isInStore(storeDir, erased.payload))
  const left = all.filter(each => each !== erased && each !== deleted)
  t.strictSame(
    left.map(each => isInStore(storeDir, each.payload)),
    [true, true, true],
    'the others are untouched',
  )
})

t.test('its number answers nothing, and it cannot come back', async t => {
  const nats = await testNats(t, [receiver])
  const hub = await connectBus(nats.connection('hub'))
  const desk = await connectBus(nats.connection(receiver))
  t.teardown(async () => {
    await desk.close()
    await hub.close()
  })
  await ensureReceiverStream(hub, receiver)
  const { streams, numberOf } = await openStreams(t, nats.connection('hub'))
  const all = messages(4)
  const [first, second, ...others] = all
  if (first === undefined || second === undefined) throw new Error('four messages were made')
  await publishMany(hub, all)
  const seq = await numberOf(second.subject)
  t.equal(await eraseMessage(hub, receiver, second.subject), 'found')
  t.equal(await streams.getMessage(name, { seq }), null, 'its number answers not found')
  t.equal(await eraseMessage(hub, receiver, second.subject), 'absent', 'repeating it is harmless')
  const elsewhere = signalSubject('caf-13', randomUUID())
  t.equal(await eraseMessage(hub, 'caf-13', elsewhere), 'absent', 'a receiver without a stream')

  const inbox = await openInbox(desk, receiver)
  const taken = await fetchCount(inbox, 3)
  t.strictSame(
    taken.map(message => message.subject),
    [first, ...others].map(each => each.subject),
    'the others arrive',
  )
  t.equal(await eraseMessage(hub, receiver, first.subject), 'found', 'a desk has it in hand')
  for (const message of taken) message.ack()
  await inbox.close()
  // A gateway that still held it in memory.
  t.strictSame(await publishMany(hub, [second]), [{ ok: true, duplicate: true }])
  t.equal(await eraseMessage(hub, receiver, second.subject), 'absent')
})
