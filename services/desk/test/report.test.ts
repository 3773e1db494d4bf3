import t from 'tap'
import { openDesk, signalMessage } from './support/desk.ts'
import { outboxOf } from './support/rows.ts'

t.test('reports keep their order, wait for the hub, and set aside what it refuses', async t => {
  const desk = await openDesk(t)
  const sealed = Array.from({ length: 3 }, () => desk.seal(desk.person()))
  await desk.take(sealed.map(each => signalMessage(each.signal)))
  const before = await outboxOf(desk)
  desk.gateway.failing = { status: 503, code: 'temporarily-unavailable' }
  t.match(await desk.report(), { turn: 'failed', cause: 'temporarily-unavailable' })
  desk.gateway.failing = { status: 403, code: 'scope-missing' }
  t.match(await desk.report(), { turn: 'failed', cause: 'scope-missing' })
  t.strictSame(await outboxOf(desk), before, 'nothing is lost')
  desk.gateway.failing = undefined
  desk.gateway.cutNext = true
  t.match(await desk.report(), { turn: 'failed', cause: 'no-answer' })
  desk.gateway.unknownSignals.add(sealed[1]?.id ?? '')
  await desk.reportAll()
  t.strictSame(
    desk.gateway.events.map(event => event.signalId),
    sealed.map(each => each.id),
  )
  t.match(await desk.admin`SELECT code FROM desk.refused_event`, [{ code: 'signal-unknown' }])
  t.strictSame(await outboxOf(desk), [])
})

t.test('one event that breaks the contract does not hold the others up', async t => {
  const desk = await openDesk(t)
  const sealed = Array.from({ length: 3 }, () => desk.seal(desk.person()))
  await desk.take(sealed.map(each => signalMessage(each.signal)))
  await desk.admin`UPDATE desk.outbox SET event = event || '{"type": "nonsense"}'
    WHERE event ->> 'signalId' = ${sealed[1]?.id ?? ''}`
  await desk.reportAll()
  t.strictSame(
    desk.gateway.events.map(event => event.signalId),
    [sealed[0]?.id, sealed[2]?.id],
  )
  t.match(await desk.admin`SELECT code FROM desk.refused_event`, [{ code: 'invalid-body' }])
})

t.test('a batch of 500 events fits the body that the hub takes', async t => {
  const desk = await openDesk(t)
  const sealed = Array.from({ length: 500 }, () => desk.seal(desk.person()))
  await desk.take(sealed.map(each => signalMessage(each.signal)))
  const turn = await desk.report()
  t.ok(turn.turn === 'reported' && turn.events > 300 && turn.events < 500)
  await desk.reportAll()
  t.equal(desk.gateway.events.length, 500)
})
