import { rmSync } from 'node:fs'
import { connectBus, openInbox } from '@unefois/bus'
import { validatorFor } from '@unefois/contracts'
import { envelopeDigest, openOuter, openSeal } from '@unefois/sealing'
import { fetchCount, testNats, waitUntil } from '@unefois/testing'
import t from 'tap'
import { createReceiversAside } from '../src/receivers-aside.ts'
import { applyCaseEvents } from '../src/use-cases/apply-case-events.ts'
import { findOverdue } from '../src/use-cases/find-overdue.ts'
import { relayOffered, relayWaiting } from '../src/use-cases/relay-outbox.ts'
import { releaseKeys } from '../src/use-cases/release-keys.ts'
import { rotateKek } from '../src/use-cases/rotate-kek.ts'
import { watchBacklogs } from '../src/use-cases/watch-backlogs.ts'
import { watchStreams } from '../src/use-cases/watch-streams.ts'
import { withdrawSignal } from '../src/use-cases/withdraw-signal.ts'
import { drainInbox } from './drain-inbox.ts'
import { lodge, signalIndex, subjectIndexes } from './objection.ts'
import { openAccept } from './open-accept.ts'
import { aspa, caf, newKey, receiverKeys } from './sample.ts'

const carsat = { agency: 'carsat-sud-est', clientId: 'carsat-desk' }

t.test('from Postgres to the desk and back', async t => {
  const { parts, keys, shared, accept } = await openAccept(t)
  const nats = await testNats(t, ['carsat-sud-est', 'mutualite-horizon', 'cpam-13'])
  const bus = await connectBus(nats.connection('hub'))
  let desk = await connectBus(nats.connection('carsat-sud-est'))
  t.teardown(async () => {
    await desk.close()
    await bus.close()
  })
  const aside = createReceiversAside(() => performance.now())
  const relay = relayWaiting({
    relaySql: parts.sql.relay,
    bus,
    nowMs: parts.nowMs,
    aside,
    // The test's clock stands still: what was accepted in this millisecond counts as waiting.
    graceMs: -1,
  })
  const watch = watchStreams({ relaySql: parts.sql.relay, bus })
  const receivers = parts.registry.current().receivers
  t.strictSame(await watch(receivers), [], 'a first birth is no loss')
  let inbox = await openInbox(desk, 'carsat-sud-est')
  const fetch = () => drainInbox(bus, inbox, 'carsat-sud-est')
  const post = (body = aspa()) => accept({ sender: caf, idempotencyKey: newKey(), body })

  await t.test('the desk opens what was sealed for it', async t => {
    const body = aspa()
    const { id } = await post(body)
    t.match(await relay(), { published: 1, refused: 0 })
    t.match(await relay(), { published: 0, refused: 0 })
    const told = new Map<string, unknown>()
    const look = (ageSecMax: number, seconds: number) =>
      watchBacklogs({
        bus,
        systemNow: () => new Date(Date.now() + seconds * 1_000),
        messagesMax: 10,
        ageSecMax,
        tell: (receiver, backlog) => told.set(receiver, backlog),
      })(receivers)
    t.strictSame(await look(60, 0), [], 'nobody is behind')
    t.match(told.get('carsat-sud-est'), { messages: 1 })
    t.match(told.get('mutualite-horizon'), { messages: 0, oldestSec: 0 })
    t.match(await look(60, 120), [{ receiver: 'carsat-sud-est', messages: 1, oldestSec: Number }])
    const [message] = await fetch()
    const delivered: unknown = JSON.parse(Buffer.from(message?.data ?? []).toString())
    const valid = validatorFor('urn:unefois:contracts:delivered-signal.v1')
    if (!valid(delivered)) throw new Error('the message does not follow its contract')
    t.equal(message?.subject, `sig.carsat-sud-est.${id}`)
    t.notOk(JSON.stringify(delivered).includes(body.subject.value))
    const [release] = (await releaseKeys(shared)(carsat, [id])).releases
    if (release === undefined || !('key' in release)) throw new Error('no key was released')
    const { envelope, sealed } = delivered.data
    const opened = openSeal({
      context: {
        hub: 'unefois',
        from: 'caf-13',
        to: 'carsat-sud-est',
        agreementHash: envelope.agreementHash,
        receiverKeyId: receiverKeys.keyId,
      },
      receiverPrivateKey: receiverKeys.privateKey,
      signalId: id,
      sealed: openOuter({
        dataKey: Buffer.from(release.key, 'base64url'),
        signalId: id,
        outer: Buffer.from(sealed, 'base64url'),
      }),
      envelopeDigest: envelopeDigest(envelope),
    })
    t.match(opened, { ok: true, identifier: { value: body.subject.value } })
  })

  await t.test('an objected signal is never published, not even after a loss', async t => {
    const body = aspa()
    await lodge(parts.sql.consent, subjectIndexes(keys, body.subject), parts.newId)
    await post(body)
    t.match(await relay(), { published: 0 })
    await parts.sql.admin`UPDATE exchange.stream_state SET created = 'another birth'`
    await watch(receivers)
    await relay()
    const subjects = (await fetch()).map(message => message.subject)
    const [row] = await parts.sql.admin`SELECT signal_id FROM exchange.outbox WHERE void`
    t.ok(row !== undefined && !subjects.includes(`sig.carsat-sud-est.${row.signal_id}`))
  })

  await t.test('a restriction that ends at once loses nothing: it is sent again', async t => {
    const body = aspa()
    const { id } = await post(body)
    const [row] = await parts.sql.admin<{ id: string; message: Buffer }[]>`
      SELECT id, message FROM exchange.outbox WHERE signal_id = ${id}`
    if (row === undefined) throw new Error('nothing waits')
    const first = relayOffered({ relaySql: parts.sql.relay, bus, nowMs: parts.nowMs, aside })
    await first.relayOffered([{ ...row, signalId: id, receiver: 'carsat-sud-est' }])
    const restrict = (isRestricted: boolean) => parts.sql.consent`
      SELECT signal_id FROM exchange.restrict_keys(
        ARRAY[${signalIndex(keys, body.subject, parts.nowMs())}::bytea], ${isRestricted})`
    t.strictSame([...(await restrict(true))], [{ signal_id: id }])
    // The desk holds the message, and its key is given to nobody.
    const [held] = await fetchCount(inbox, 1)
    t.strictSame([...(await restrict(false))], [{ signal_id: id }])
    await first.markOffered()
    t.match(await relay(), { published: 1 }, 'what the gateway notes late is the first message')
    held?.ack()
    t.strictSame(
      (await fetch()).map(message => message.subject),
      [`sig.carsat-sud-est.${id}`],
    )
    t.match(await relay(), { published: 0 })
  })

  await t.test('a lost store loses neither signals nor recalls', async t => {
    const apply = applyCaseEvents(shared)
    const waiting = await post()
    const received = await post()
    const recalled = await post()
    await relay()
    await fetch()
    const at = '2026-11-20T10:00:01.000Z'
    await apply(carsat, [{ id: newKey(), signalId: received.id, type: 'received', at }])
    await releaseKeys(shared)(carsat, [recalled.id])
    await withdrawSignal({ ...shared, onCommitted: () => {} })(caf, recalled.id)
    await relay()
    await desk.close()
    await nats.kill()
    rmSync(nats.server.storeDir, { recursive: true, force: true })
    await waitUntil('the loss is seen', () => !bus.isConnected())
    await nats.start()
    await waitUntil('the bus is back', () => bus.isConnected())
    t.ok((await watch(receivers)).includes('carsat-sud-est'))
    t.match(await relay(), { refused: 0 })
    desk = await connectBus(nats.connection('carsat-sud-est'))
    inbox = await openInbox(desk, 'carsat-sud-est')
    const subjects = (await fetch()).map(message => message.subject)
    t.ok(subjects.includes(`sig.carsat-sud-est.${waiting.id}`))
    t.ok(subjects.includes(`recall.carsat-sud-est.${recalled.id}`))
    t.notOk(subjects.includes(`sig.carsat-sud-est.${received.id}`), 'what the desk stored is done')
    t.notOk(subjects.includes(`sig.carsat-sud-est.${recalled.id}`), 'what is withdrawn is gone')
    t.strictSame(await watch(receivers), [])
  })

  await t.test('after two days another key wraps, and the old file is gone', async t => {
    const { id } = await post()
    const [before] = (await releaseKeys(shared)(carsat, [id])).releases
    const first = keys.kek(parts.nowMs())
    const rotate = rotateKek({
      retentionSql: parts.sql.retention,
      store: parts.keyStore,
      nowMs: parts.nowMs,
      newId: parts.newId,
    })
    t.match(await rotate(), { destroyed: [], rewrapped: 0 })
    await parts.clock.advance(26 * 3_600_000)
    const { destroyed, rewrapped } = await rotate()
    t.strictSame(destroyed, [first.id])
    t.ok(rewrapped > 0)
    t.equal(parts.keyStore.find('kek', first.label), undefined)
    t.strictSame((await releaseKeys(shared)(carsat, [id])).releases, [before])
  })

  await t.test('an erasure that is overdue is counted: recalls, and keys of two days', async t => {
    const deps = {
      retentionSql: parts.sql.retention,
      store: parts.keyStore,
      nowMs: parts.nowMs,
      newId: parts.newId,
    }
    const overdue = findOverdue(deps)
    // The test before left a recall without a receipt a day ago, and rotated its keys in time.
    t.match(await overdue(), { recalls: 1, keks: 0 })
    await parts.clock.advance(49 * 3_600_000)
    t.match(await overdue(), { recalls: 1, keks: 1 })
    await rotateKek(deps)()
    t.match(await overdue(), { recalls: 1, keks: 0 })
  })
})
