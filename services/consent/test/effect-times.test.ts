import { openDatabase } from '@unefois/database'
import t from 'tap'
import { openConsent, person, start } from './open-consent.ts'

t.test('the officer learns how long objections take, and nothing of anybody’s', async t => {
  const hub = await openConsent(t)
  const url = hub.database.roleUrl('audit_app')
  const audit = openDatabase({ url, name: 't', connectionsMax: 1 })
  t.teardown(() => audit.end())
  const [near, far] = [person(), person()]
  for (const [subject, receiver] of [
    [near, 'cpam-13'],
    [far, 'cpam-13'],
    [far, 'carsat-sud-est'],
  ] as const) {
    const { id } = await hub.exchange.accept(subject, { receiver })
    t.ok(await hub.exchange.release(id, receiver))
  }
  const lodge = async (subject: object) => {
    const body = { subject, scope: {}, lodgedBy: 'adviser' }
    t.equal((await hub.post('/v1/objections', body)).status, 201)
  }
  await lodge(near)
  await hub.clock.advance(1_000)
  await lodge(far)
  await lodge(person())

  const [times] = await audit`SELECT * FROM consent.objection_times(${start})`
  t.match(times, { lodged: '3', measured: '3' })
  t.ok(times?.median_ms >= 0 && times?.median_ms <= times?.p95_ms, 'in order')
  t.ok(times?.p95_ms <= times?.worst_ms)
  await hub.sql.admin`UPDATE consent.objection SET commit_ms = NULL WHERE lodged_at = ${start}`
  const [lost] = await audit`SELECT * FROM consent.objection_times(${start})`
  t.match(lost, { lodged: '3', measured: '2' }, 'what is lost is said to be unmeasured')
  const [later] = await audit`
    SELECT * FROM consent.objection_times(${new Date(start.getTime() + 1)})`
  t.match(later, { lodged: '2' })

  const recalls = async (at: number) => [
    ...(await audit`
      SELECT receiver, recalls::int, receipts::int, median_ms, overdue::int, waiting_since
      FROM exchange.recall_times(${start}, ${new Date(start.getTime() + at)}) ORDER BY 1`),
  ]
  const hourMs = 3_600_000
  t.match(await recalls(hourMs), [
    { receiver: 'carsat-sud-est', recalls: 1, receipts: 0, overdue: 0 },
    { receiver: 'cpam-13', recalls: 2, receipts: 0, overdue: 1, waiting_since: start },
    { receiver: null, recalls: 3, receipts: 0, overdue: 1 },
  ])
  const overdue = async (at: number, most: number) => {
    const [row] = await audit<{ overdue: number }[]>`
      SELECT exchange.recalls_overdue(${new Date(start.getTime() + at)}, ${most}) AS overdue`
    return row?.overdue
  }
  t.equal(await overdue(hourMs, 9), 1)
  t.equal(await overdue(2 * hourMs, 9), 3)
  t.equal(await overdue(2 * hourMs, 2), 2, 'never more than are asked for')
  await hub.sql.admin`
    UPDATE exchange.recall SET receipted_at = created_at + CASE receiver WHEN 'cpam-13'
      THEN interval '2 seconds' ELSE interval '4 seconds' END`
  t.match(await recalls(2 * hourMs), [
    { receiver: 'carsat-sud-est', receipts: 1, median_ms: 4_000, overdue: 0, waiting_since: null },
    { receiver: 'cpam-13', receipts: 2, median_ms: 2_000 },
    { receiver: null, receipts: 3, median_ms: 2_000 },
  ])
  t.equal(await overdue(2 * hourMs, 9), 0)
  const [effects] = await audit`SELECT * FROM exchange.objection_effects(${start})`
  t.match(effects, { objections: '2', complete: '2', median_ms: 3_000, worst_ms: 4_000 })
  await t.rejects(audit`SELECT FROM consent.objection LIMIT 1`, { code: '42501' })
  await t.rejects(audit`SELECT FROM exchange.recall LIMIT 1`, { code: '42501' })
})
