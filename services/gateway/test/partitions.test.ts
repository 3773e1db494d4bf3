import { openDatabase } from '@unefois/database'
import t from 'tap'
import { v7 as uuidV7 } from 'uuid'
import { addMonths } from '../src/use-cases/add-months.ts'
import { openGatewayParts } from './sample.ts'

t.test('partitions across the end of a year', async t => {
  const parts = await openGatewayParts(t)
  const { retention, admin } = parts.sql
  const last = new Date('2028-12-31T23:59:59.999Z')
  const first = new Date(last.getTime() + 1)
  // A session's own time zone must not move the turn of the year.
  const ensure = (at: Date, months: number) =>
    retention.begin(async transaction => {
      await transaction`SET LOCAL TIME ZONE 'America/New_York'`
      const [row] = await transaction<{ created: number }[]>`
        SELECT exchange.ensure_partitions(${at}, ${months}) AS created`
      return row?.created
    })
  const created = await Promise.all([ensure(last, 1), ensure(last, 1), ensure(last, 1)])
  t.strictSame(created.sort(), [0, 0, 15], 'three gateways at once make each partition once')
  t.equal(await ensure(first, 1), 5, 'the new year’s second month')

  for (const at of [last, first]) {
    const id = uuidV7({ msecs: at.getTime() })
    await admin`INSERT INTO exchange.signal (id, sender, receiver, right_id, agreement_id,
        agreement_hash, purpose, basis, accepted_at, ended_at, expires_at, state_at)
      VALUES (${id}, 'a-a', 'b-b', 'r', 'g', 'h', 'inform-of-right', 'public-task', ${at}, ${at},
        ${at}, ${at})`
  }
  const rows = await admin<{ part: string; at: Date }[]>`
    SELECT tableoid::regclass::text AS part, accepted_at AS at FROM exchange.signal ORDER BY id`
  t.strictSame(
    rows.map(row => [row.part, row.at]),
    [
      ['exchange.signal_2028_12', last],
      ['exchange.signal_2029_01', first],
    ],
  )

  const bare = await admin<{ name: string }[]>`
    SELECT c.relname AS name FROM pg_class AS c JOIN pg_inherits AS i ON i.inhrelid = c.oid
    WHERE c.relkind = 'r' AND c.relnamespace = 'exchange'::regnamespace
      AND NOT coalesce(c.reloptions::text ~ 'autovacuum_vacuum_scale_factor', false)`
  t.strictSame([...bare], [], 'each partition has its own vacuum settings')
  const open = await admin<{ name: string }[]>`
    SELECT c.relname AS name FROM pg_class AS c
    WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'exchange'::regnamespace
      AND c.relname <> 'migration' AND NOT (c.relrowsecurity AND c.relforcerowsecurity)`
  t.strictSame([...open], [], 'and row-level security, which it does not inherit')
})

t.test('a gateway that starts beside another waits until the months are made', async t => {
  const { clock, database, sql } = await openGatewayParts(t)
  const hurried = openDatabase({
    url: database.roleUrl('gateway_retention'),
    name: 'test',
    connectionsMax: 2,
    lockMsMax: 50,
  })
  const holds = Promise.withResolvers<void>()
  const isOver = Promise.withResolvers<void>()
  const other = sql.admin.begin(async transaction => {
    await transaction`SELECT pg_advisory_xact_lock(7310004)`
    holds.resolve()
    await isOver.promise
  })
  await holds.promise
  const added = addMonths(hurried, clock.now())
  await t.rejects(hurried`SELECT pg_advisory_xact_lock(7310004)`, { code: '55P03' })
  isOver.resolve()
  await other
  t.equal(await added, 0, 'asked again, and nothing is missing')
  await hurried.end()
})
