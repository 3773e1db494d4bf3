import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { jetstream, jetstreamManager } from '@nats-io/jetstream'
import { connect, type NatsConnection } from '@nats-io/transport-node'
import {
  connectBus,
  decoySubject,
  ensureDecoyStream,
  ensureReceiverStream,
  openInbox,
  publishMany,
  signalSubject,
  streamName,
} from '@unefois/bus'
import { fetchCount, testNats } from '@unefois/testing'
import t, { type Test } from 'tap'

const victim = 'cpam-13'
const attacker = 'caf-13'
const hearMs = 300
const stream = streamName(victim)
const own = streamName(attacker)

/** A hub with a message waiting for the victim, and the attacker's own, raw connection. */
async function open(t: Test) {
  const nats = await testNats(t, [victim, attacker])
  const hub = await connectBus(nats.connection('hub'))
  t.teardown(() => hub.close())
  await ensureReceiverStream(hub, victim)
  await ensureDecoyStream(hub)
  await ensureReceiverStream(hub, attacker)
  const { servers, user, password } = nats.connection(attacker)
  const raw = await connect({ servers, user, pass: password })
  t.teardown(() => raw.close())
  const send = async (receiver: string) =>
    publishMany(
      hub,
      [signalSubject(receiver, randomUUID()), decoySubject(randomUUID())].map(subject => ({
        ...{ subject, messageId: randomUUID(), payload: secret },
      })),
    )
  await send(victim)
  return { nats, hub, raw, send }
}

const secret = Buffer.from('for the victim only')

/** Everything that a subscription hears within a moment while the victim is written to. */
async function listen(raw: NatsConnection, subject: string, meanwhile: () => Promise<unknown>) {
  const heard: string[] = []
  const subscription = raw.subscribe(subject, {
    callback: (error, message) => {
      if (error === null) heard.push(message.string())
    },
  })
  subscription.closed.catch(() => {})
  await raw.flush()
  await meanwhile()
  await sleep(hearMs)
  subscription.unsubscribe()
  return heard
}

t.test('a participant hears nothing that is not its own', async t => {
  const { nats, raw, send } = await open(t)
  const victimDesk = await connectBus(nats.connection(victim))
  t.teardown(() => victimDesk.close())
  const inbox = await openInbox(victimDesk, victim)
  t.teardown(() => inbox.close())
  for (const subject of [
    '>',
    '_INBOX.>',
    'sig.>',
    `sig.${victim}.>`,
    'recall.>',
    'restriction.>',
    'decoy.>',
    '$JS.>',
    '$SYS.>',
  ]) {
    const heard = await listen(raw, subject, async () => {
      await send(victim)
      for (const message of await inbox.fetch({ max: 10, waitMs: 1_000 })) message.ack()
    })
    t.same(heard, [], `subscribe ${subject}`)
  }
})

t.test('a participant can ask the hub’s streams nothing but its own next messages', async t => {
  const { raw, hub } = await open(t)
  const refused = async (subject: string, body: unknown = '') => {
    const payload = typeof body === 'string' ? body : JSON.stringify(body)
    await t.rejects(raw.request(subject, payload, { timeout: hearMs }), subject)
  }
  const deliver = { stream_name: stream, config: { deliver_subject: 'mine', ack_policy: 'none' } }
  await refused('$JS.API.INFO')
  await refused('$JS.API.STREAM.NAMES')
  await refused('$JS.API.STREAM.LIST')
  for (const name of [stream, own, 'DECOY']) {
    await refused(`$JS.API.STREAM.INFO.${name}`)
    await refused(`$JS.API.STREAM.PURGE.${name}`)
    await refused(`$JS.API.STREAM.DELETE.${name}`)
    await refused(`$JS.API.STREAM.MSG.GET.${name}`, { seq: 1 })
    await refused(`$JS.API.DIRECT.GET.${name}`, { seq: 1 })
    await refused(`$JS.API.CONSUMER.CREATE.${name}`, deliver)
    await refused(`$JS.API.CONSUMER.CREATE.${name}.spy`, deliver)
    await refused(`$JS.API.CONSUMER.DURABLE.CREATE.${name}.spy`, deliver)
    await refused(`$JS.API.CONSUMER.INFO.${name}.desk`)
    await refused(`$JS.API.CONSUMER.NAMES.${name}`)
    await refused(`$JS.API.CONSUMER.DELETE.${name}.desk`)
    await refused(`$JS.API.CONSUMER.MSG.NEXT.${name}.spy`, '1')
  }
  await refused(`$JS.API.CONSUMER.MSG.NEXT.${stream}.desk`, '1')
  const manager = await jetstreamManager(raw, { checkAPI: false, timeout: hearMs })
  await t.rejects(manager.streams.add({ name: 'SPY', sources: [{ name: stream }] }))
  await t.rejects(manager.streams.add({ name: 'SPY', mirror: { name: stream } }))
  t.ok(hub.isConnected(), 'the hub itself is not disturbed')
})

t.test(
  'a participant cannot write to the hub’s streams or acknowledge another’s message',
  async t => {
    const { nats, raw } = await open(t)
    const publish = jetstream(raw, { timeout: hearMs }).publish(
      signalSubject(victim, randomUUID()),
      'forged',
    )
    await t.rejects(publish)
    for (let sequence = 1; sequence <= 3; sequence += 1) {
      raw.publish(`$JS.ACK.${stream}.desk.1.${sequence}.${sequence}.1.0`, '+ACK')
      raw.publish(`$JS.ACK.${stream}.desk.1.${sequence}.${sequence}.1.0`, '+TERM')
    }
    await raw.flush()
    const victimDesk = await connectBus(nats.connection(victim))
    t.teardown(() => victimDesk.close())
    const inbox = await openInbox(victimDesk, victim)
    t.teardown(() => inbox.close())
    const [message] = await fetchCount(inbox, 1)
    t.equal(Buffer.from(message?.data ?? []).toString(), secret.toString())
    t.same(await inbox.fetch({ max: 10, waitMs: hearMs }), [], 'the victim’s message, alone')
  },
)

t.test('nobody enters without a login, nor with another’s', async t => {
  const { nats } = await open(t)
  const { servers, password } = nats.connection(attacker)
  const attempt = (options: object) =>
    connect({ servers, reconnect: false, timeout: 2_000, ...options })
  await t.rejects(attempt({}), 'no login')
  await t.rejects(attempt({ user: 'hub', pass: password }), 'the hub’s name, a participant’s word')
  await t.rejects(attempt({ user: victim, pass: password }), 'another participant’s name')
})

t.test('what a participant may do works: its next messages, and its acknowledgement', async t => {
  const { nats, send } = await open(t)
  await send(attacker)
  const desk = await connectBus(nats.connection(attacker))
  t.teardown(() => desk.close())
  const inbox = await openInbox(desk, attacker)
  t.teardown(() => inbox.close())
  const messages = await fetchCount(inbox, 1)
  t.equal(messages.length, 1, 'otherwise the refusals above would prove nothing')
})
