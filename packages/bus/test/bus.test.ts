import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { connect } from '@nats-io/transport-node'
import {
  type Bus,
  connectBus,
  ensureReceiverStream,
  type InboxMessage,
  isSafeVersion,
  openInbox,
  publishMany,
  publishRegistryChanged,
  readStoredMessages,
  recallSubject,
  serverVersion,
  signalSubject,
  streamName,
  subscribeRegistryChanged,
} from '@unefois/bus'
import { fetchCount, testNats, waitUntil } from '@unefois/testing'
import t, { type Test } from 'tap'

const receiver = 'cpam-13'

async function open(t: Test) {
  const nats = await testNats(t, [receiver, 'caf-13'])
  const connect = async (user: string): Promise<Bus> => {
    const bus = await connectBus(nats.connection(user))
    t.teardown(() => bus.close())
    return bus
  }
  const hub = await connect('hub')
  const { created } = await ensureReceiverStream(hub, receiver)
  const desk = await connect(receiver)
  const inbox = await openInbox(desk, receiver)
  t.teardown(() => inbox.close())
  return { nats, hub, desk, inbox, created }
}

function signal(id = randomUUID(), messageId = randomUUID()) {
  return { subject: signalSubject(receiver, id), messageId, payload: Buffer.from(id) }
}

function only(messages: readonly InboxMessage[]): InboxMessage {
  const [message] = messages
  if (message === undefined || messages.length > 1) throw new Error('not exactly one message')
  return message
}

t.test('what is published once arrives once, and names keep to their form', async t => {
  const { hub, inbox, created } = await open(t)
  t.equal((await ensureReceiverStream(hub, receiver)).created, created, 'ensuring twice keeps it')
  const first = signal()
  const recall = { ...signal(), subject: recallSubject(receiver, randomUUID()) }
  t.same(await publishMany(hub, [first, recall]), [
    { ok: true, duplicate: false },
    { ok: true, duplicate: false },
  ])
  t.same(await publishMany(hub, [first]), [{ ok: true, duplicate: true }], 'same message id')
  const again = { ...first, messageId: randomUUID() }
  t.same(await publishMany(hub, [again]), [{ ok: false, reason: 'waiting' }], 'it still waits')
  const elsewhere = { ...signal(), subject: `sig.nobody.${randomUUID()}` }
  t.same(await publishMany(hub, [elsewhere]), [{ ok: false, reason: 'unavailable' }])
  const messages = await fetchCount(inbox, 2)
  t.same(messages.map(message => message.subject).sort(), [first.subject, recall.subject].sort())
  for (const message of messages) message.ack()
  t.same(await inbox.fetch({ max: 10, waitMs: 100 }), [], 'nothing is left')
  t.equal(streamName('mission-locale-marseille'), 'R_mission_locale_marseille')
  t.throws(() => signalSubject('>', randomUUID()), 'a wildcard is not a participant')
  t.throws(() => signalSubject(receiver, '*'), 'a wildcard is not an id')
  t.throws(() => recallSubject('a.b', randomUUID()), 'a dot is not a participant')
})

t.test('what is stored can be read without being taken, gaps included', async t => {
  const { hub, inbox } = await open(t)
  const sent = [signal(), signal(), signal()]
  await publishMany(hub, sent)
  const [first, second] = await fetchCount(inbox, 2)
  second?.ack()
  const messages: string[] = []
  const stored = async () => {
    messages.length = 0
    const { streams } = await readStoredMessages(hub, each => {
      messages.push(each.subject)
      t.match(each.headers, /Nats-Msg-Id: [0-9a-f-]{36}/u)
      t.same(sent.find(({ subject }) => subject === each.subject)?.payload, each.data)
    })
    t.equal(streams, 1)
    return messages.length
  }
  await waitUntil('two stored', async () => (await stored()) === 2)
  t.same(messages, [sent[0]?.subject, sent[2]?.subject])
  t.equal(first?.subject, sent[0]?.subject, 'and is still with whoever fetched it')
})

t.test('a message comes again after nak, never after ack or term', async t => {
  const { hub, inbox } = await open(t)
  await publishMany(hub, [signal()])
  const first = only(await fetchCount(inbox, 1))
  t.equal(first.deliveries, 1)
  first.nak(50)
  const second = only(await fetchCount(inbox, 1))
  t.equal(second.deliveries, 2)
  second.term()
  t.same(await inbox.fetch({ max: 1, waitMs: 200 }), [], 'terminated')
  const startedMs = performance.now()
  const waitMs = 60_000
  const waiting = inbox.fetch({ max: 10, waitMs })
  await publishMany(hub, [signal()])
  only(await waiting).ack()
  const lastedMs = performance.now() - startedMs
  t.ok(lastedMs < waitMs - 10_000, 'a waiting fetch answers before its time is over')
})

t.test('thousands go through, every one once', async t => {
  const { hub, inbox } = await open(t)
  const count = 3_000
  const sent = Array.from({ length: count }, () => signal())
  const results = await publishMany(hub, sent)
  t.ok(results.every(result => result.ok))
  const seen = new Set<string>()
  let received = 0
  await waitUntil('all are received', async () => {
    const messages = await inbox.fetch({ max: 500, waitMs: 1_000 })
    t.ok(messages.length <= 500, 'never more than asked')
    received += messages.length
    for (const message of messages) {
      seen.add(Buffer.from(message.data).toString())
      message.ack()
    }
    return received >= count
  })
  t.equal(received, count)
  t.equal(seen.size, count)
})

t.test('what was received and not fetched is given back on leaving', async t => {
  const { hub, desk, inbox } = await open(t)
  await publishMany(hub, [signal(), signal(), signal()])
  await fetchCount(inbox, 1)
  inbox.close()
  const other = await openInbox(desk, receiver)
  t.teardown(() => other.close())
  const rest = await fetchCount(other, 2)
  t.equal(rest.length, 2, 'well before the acknowledgement time is over')
})

t.test('after the loss of the whole store the stream is new and the inbox goes on', async t => {
  const { nats, hub, desk, inbox, created } = await open(t)
  const statuses: boolean[] = []
  hub.onStatus(connected => statuses.push(connected))
  await publishMany(hub, [signal()])
  await nats.kill()
  rmSync(nats.server.storeDir, { recursive: true })
  await waitUntil('the loss is seen', () => !hub.isConnected())
  t.same(await publishMany(hub, [signal()]), [{ ok: false, reason: 'unavailable' }])
  t.same(await inbox.fetch({ max: 1, waitMs: 100 }), [], 'an unreachable bus is an empty inbox')
  await nats.start()
  await waitUntil('both are back', () => hub.isConnected() && desk.isConnected())
  t.same(statuses, [false, true])
  const renewed = await ensureReceiverStream(hub, receiver)
  t.not(renewed.created, created, 'the relay sees that the stream is another')
  const again = signal()
  await publishMany(hub, [again])
  const messages = await fetchCount(inbox, 1)
  t.equal(only(messages).subject, again.subject)
})

t.test('services hear that the registry changed', async t => {
  const { nats, hub } = await open(t)
  const other = await connectBus(nats.connection('hub'))
  t.teardown(() => other.close())
  const versions: number[] = []
  subscribeRegistryChanged(other, version => versions.push(version))
  // Whatever is asked after it is answered after it: the server knows of the subscription.
  await readStoredMessages(other, () => {})
  const raw = await connect({ ...nats.connection('hub'), pass: nats.connection('hub').password })
  t.teardown(() => raw.close())
  for (const odd of ['', 'not json', '{"version":6}', '{"data":{"version":6}}']) {
    raw.publish('registry.changed', odd)
  }
  await raw.flush()
  publishRegistryChanged(hub, 7)
  await waitUntil('a version', () => versions.length > 0)
  t.same(versions, [7])
})

t.test('production can tell a server whose permissions are known to leak', async t => {
  const { hub } = await open(t)
  t.match(serverVersion(hub), /^\d+\.\d+\.\d+/u)
  for (const version of ['2.11.16', '2.11.20', '2.12.12', '2.14.3', '2.15.0', '3.0.0']) {
    t.ok(isSafeVersion(version), version)
  }
  for (const version of ['2.9.10', '2.11.15', '2.12.11', '2.13.9', '2.14.2', '2.15.0-beta', '']) {
    t.notOk(isSafeVersion(version), version || 'unknown')
  }
})
