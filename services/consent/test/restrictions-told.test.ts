import t from 'tap'
import { openConsent, page, person, register } from './open-consent.ts'

const ground = 'accuracy-contested'

/** What receivers are told, in order: of which signal, and what. */
async function toldBy({ sql }: Awaited<ReturnType<typeof openConsent>>) {
  const rows = await sql.admin<{ id: string; reason: string; ground: string | null }[]>`
    SELECT signal_id AS id, reason, ground FROM exchange.recall
    WHERE reason IN ('restricted', 'lifted') ORDER BY created_at, signal_id`
  return rows.map(({ id, reason, ground }) => `${id} ${ground ?? reason}`)
}

t.test(
  'who has a case is told of a restriction and of its end, in the act’s transaction',
  async t => {
    const hub = await openConsent(t)
    const subject = person()
    const waiting = await hub.exchange.accept(subject)
    const opened = await hub.exchange.accept(subject)
    const imposed = await hub.exchange.accept(subject, { objectable: false })
    const stranger = await hub.exchange.accept(person())
    for (const { id } of [imposed, stranger]) await hub.exchange.receive(id)
    await hub.exchange.release(opened.id)
    const lodge = (more: object = {}) =>
      hub.post('/v1/restrictions', { subject, by: 'person', ground, ...more }, page)
    const lift = (id: string) => {
      const toldAt = new Date(hub.clock.nowMs()).toISOString()
      return hub.post(`/v1/restrictions/${id}/lift`, { subject, by: 'person', toldAt }, page)
    }
    const first = await lodge()
    t.equal(first.status, 201)
    const both = [opened.id, imposed.id].sort()
    t.strictSame(
      await toldBy(hub),
      both.map(id => `${id} ${ground}`),
      'also where the right to object is set aside; not who never had the key',
    )
    const nobody = await lodge({ subject: person() })
    const shape = ({ id: _, ...rest }: Record<string, unknown>) => rest
    t.strictSame(shape(nobody.body), shape(first.body), 'the same where there was nothing')

    await hub.clock.advance(1_000)
    const second = await lodge({ ground: 'unlawful' })
    await hub.clock.advance(1_000)
    await lift(first.body.id)
    t.equal((await toldBy(hub)).length, 4, 'another one stands: nobody is free')
    await hub.exchange.receive(waiting.id)
    await lift(second.body.id)
    t.strictSame(
      (await toldBy(hub)).slice(4),
      both.map(id => `${id} lifted`),
    )
    t.match(hub.paced.length, 5, 'each answered at the same pace')
    const traces = await hub.sql.admin`
    SELECT operation, agency, counterparty, count(*)::int AS n FROM audit.event
    WHERE operation LIKE 'restriction-%tell' GROUP BY 1, 2, 3 ORDER BY 1`
    const by = { agency: 'hub', counterparty: 'cpam-13' }
    t.match(
      [...traces],
      [
        { operation: 'restriction-lift-tell', ...by, n: 2 },
        { operation: 'restriction-tell', ...by, n: 4 },
      ],
    )
  },
)

t.test('a succession tells who has a case under either number', async t => {
  const hub = await openConsent(t)
  const former = person('nia')
  const current = person()
  const held = await hub.exchange.accept(current)
  await hub.exchange.receive(held.id)
  await hub.post('/v1/restrictions', { subject: former, by: 'person', ground }, page)
  t.strictSame(await toldBy(hub), [])
  await hub.post('/v1/identifier-successions', { former, current }, register)
  t.strictSame(await toldBy(hub), [`${held.id} ${ground}`])
})
