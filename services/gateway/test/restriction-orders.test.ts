import { rmSync } from 'node:fs'
import { connectBus, openInbox } from '@unefois/bus'
import { validatorFor } from '@unefois/contracts'
import { testNats, waitUntil } from '@unefois/testing'
import t from 'tap'
import { createReceiversAside } from '../src/receivers-aside.ts'
import { applyCaseEvents } from '../src/use-cases/apply-case-events.ts'
import { findOverdue } from '../src/use-cases/find-overdue.ts'
import { relayWaiting } from '../src/use-cases/relay-outbox.ts'
import { releaseKeys } from '../src/use-cases/release-keys.ts'
import { watchStreams } from '../src/use-cases/watch-streams.ts'
import { drainInbox } from './drain-inbox.ts'
import { openAccept } from './open-accept.ts'
import { aspa, caf, newKey } from './sample.ts'

const carsat = { agency: 'carsat-sud-est', clientId: 'carsat-desk' }
const ground = 'accuracy-contested'
const isOrder = validatorFor('urn:unefois:contracts:restriction-order.v1')

t.test('who has a case is told of a restriction, and of its end', async t => {
  const { parts, shared, accept } = await openAccept(t)
  const nats = await testNats(t, ['carsat-sud-est', 'mutualite-horizon', 'cpam-13'])
  const bus = await connectBus(nats.connection('hub'))
  let desk = await connectBus(nats.connection('carsat-sud-est'))
  t.teardown(async () => {
    await desk.close()
    await bus.close()
  })
  const aside = createReceiversAside(() => performance.now())
  const { relay: relaySql } = parts.sql
  const relay = relayWaiting({ relaySql, bus, nowMs: parts.nowMs, aside, graceMs: -1 })
  const watch = watchStreams({ relaySql, bus })
  const receivers = parts.registry.current().receivers
  await watch(receivers)
  let inbox = await openInbox(desk, 'carsat-sud-est')
  const fetch = () => drainInbox(bus, inbox, 'carsat-sud-est')
  const orders = async () =>
    (await fetch()).flatMap(({ subject, data }) => {
      const told: unknown = JSON.parse(Buffer.from(data).toString())
      if (!subject.startsWith('restriction.')) return []
      if (!isOrder(told)) throw new Error('an order does not follow its contract')
      t.equal(subject, `restriction.carsat-sud-est.${told.data.orderId}`)
      return [told.data]
    })
  const tell = async (ids: readonly string[], why: string | null, at = new Date(parts.nowMs())) => {
    const dueAt = new Date(at.getTime() + 3_600_000)
    const told = await parts.sql.consent<{ id: string }[]>`SELECT signal_id AS id
      FROM exchange.tell_restriction(${ids}::uuid[], ${why}, ${at}, ${dueAt})`
    return told.map(row => row.id).sort()
  }
  const apply = applyCaseEvents(shared)
  const at = '2026-11-20T10:00:01.000Z'
  const send = async () => {
    const body = aspa()
    return accept({ sender: caf, idempotencyKey: newKey(), body })
  }
  const receipt = (signalId: string, orderId: string) =>
    apply(carsat, [{ id: newKey(), signalId, type: 'restriction-applied', at, orderId }])
  const [waiting, opened, received] = [await send(), await send(), await send()]
  const ids = [waiting, opened, received].map(({ id }) => id)
  await relay()
  await fetch()
  await apply(carsat, [{ id: newKey(), signalId: received.id, type: 'received', at }])
  await releaseKeys(shared)(carsat, [opened.id])

  t.strictSame(await tell(ids, null), [], 'nothing was restricted')
  const told = [opened.id, received.id].sort()
  t.strictSame(await tell(ids, ground), told, 'who never had the key needs no word')
  await relay()
  const first = (await orders()).sort((a, b) => (a.signalId < b.signalId ? -1 : 1))
  t.match(
    first.map(order => order.signalId),
    told,
  )
  t.match(first, [{ state: 'restricted', ground }, {}])

  await t.test('a receipt ends the wait, and says nothing of the case', async t => {
    const overdue = findOverdue({
      retentionSql: parts.sql.retention,
      store: parts.keyStore,
      nowMs: parts.nowMs,
    })
    const order = first.find(each => each.signalId === opened.id)
    t.match(await receipt(opened.id, order?.orderId ?? ''), { results: [{ result: 'applied' }] })
    const [row] = await parts.sql.admin`SELECT s.state, k.signal_id AS key
      FROM exchange.signal AS s LEFT JOIN exchange.data_key AS k ON k.signal_id = s.id
      WHERE s.id = ${opened.id}`
    t.match(row, { state: 'sent', key: opened.id }, 'the desk may not have stored it yet')
    t.match(await overdue(), { recalls: 0 })
    await parts.clock.advance(2 * 3_600_000)
    t.match(await overdue(), { recalls: 1 }, 'the other one is late: an alarm')
    const theirs = first.find(each => each.signalId === received.id)
    await receipt(received.id, theirs?.orderId ?? '')
    t.match(await overdue(), { recalls: 0 })
    const [trace] = await parts.sql.admin`SELECT agency, counterparty, outcome_class AS class
      FROM audit.event WHERE operation = 'case-restriction-applied'`
    t.match(trace, { agency: 'carsat-sud-est', counterparty: 'caf-13', class: null })
    const [feedback] = await parts.sql.admin`SELECT count(*)::int AS n FROM exchange.feedback`
    t.equal(feedback?.n, 0, 'no sender hears of it')
  })

  await t.test('a lost store: what stands is told again, receipted or not', async t => {
    const freed = new Date(parts.nowMs() + 1)
    t.strictSame(await tell([received.id], null, freed), [received.id])
    await relay()
    const [order] = await orders()
    t.match(order, { signalId: received.id, state: 'lifted', at: freed.toISOString() })
    await receipt(received.id, order?.orderId ?? '')
    await desk.close()
    await nats.kill()
    rmSync(nats.server.storeDir, { recursive: true, force: true })
    await nats.start()
    await waitUntil('the bus is connected again', () => bus.isConnected())
    t.ok((await watch(receivers)).includes('carsat-sud-est'))
    await relay()
    desk = await connectBus(nats.connection('carsat-sud-est'))
    inbox = await openInbox(desk, 'carsat-sud-est')
    t.match(await orders(), [{ signalId: opened.id, state: 'restricted', ground }])
  })

  await t.test('a recall goes beside it, once', async t => {
    const destroy = () => parts.sql.consent`SELECT FROM exchange.recall_signals(
      ${[received.id]}::uuid[], 'objection', ${new Date(parts.nowMs())},
      ${new Date(parts.nowMs())})`
    t.equal((await destroy()).length, 1)
    t.equal((await destroy()).length, 0)
  })
})
