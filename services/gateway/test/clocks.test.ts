import { readFileSync } from 'node:fs'
import { articlesOf } from '@unefois/contracts'
import t from 'tap'
import { clocks } from '../src/domain/clocks.ts'
import { senderView } from '../src/domain/sender-view.ts'
import { endOfSignal, firstLiveMonth, lastDayOfSignal } from '../src/domain/signal-end.ts'
import { monthlyTables } from '../src/repositories/months.ts'
import { openGatewayParts } from './sample.ts'

t.test('every table has its clock in the room’s table', async t => {
  const { sql } = await openGatewayParts(t)
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const rows = readme.split('\n').filter(line => /^\| `\w+`/u.test(line))
  const named = rows.flatMap(row => {
    const [, tables = '', goes = '', by = '', where = ''] = row.split('|').map(cell => cell.trim())
    t.ok(goes && by && where, `${tables}: when, by what, where`)
    return [...tables.matchAll(/`(\w+)`/gu)].map(([, name]) => name)
  })
  const tables = await sql.admin<{ name: string }[]>`
    SELECT relname AS name FROM pg_class
    WHERE relnamespace = 'exchange'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition`
  t.ok(tables.length > 15, 'the tables were listed')
  t.strictSame(named.sort(), tables.map(table => table.name).sort())

  const monthly = await sql.admin<{ name: string }[]>`
    SELECT relname AS name FROM pg_class
    WHERE relnamespace = 'exchange'::regnamespace AND relkind = 'p'`
  t.strictSame(
    monthly.map(table => table.name).sort(),
    ['signal', ...monthlyTables].sort(),
    'each table that lies by month is dropped by month',
  )
  const unlisted = await sql.admin`SELECT name FROM exchange.monthly_tables()
    WHERE to_regclass('exchange.' || name || '_2026_11') IS NULL`
  t.strictSame([...unlisted], [])
})

t.test('all signals of a month end together, within twelve months', async t => {
  for (const accepted of ['2026-11-01T00:00:00.000Z', '2026-11-30T23:59:59.999Z']) {
    const end = endOfSignal(Date.parse(accepted), 12)
    t.equal(end.toISOString(), '2027-10-31T00:00:00.000Z')
    t.equal(lastDayOfSignal(end), '2027-10-30')
  }
  const live = (at: string) => firstLiveMonth(Date.parse(at), 12).toISOString().slice(0, 7)
  t.equal(live('2027-10-30T23:59:59.999Z'), '2026-11', 'November’s live on its last day')
  t.equal(live('2027-10-31T00:00:00.000Z'), '2026-12')
  t.equal(live('2028-02-28T12:00:00.000Z'), '2027-03')
  t.equal(live('2028-02-29T12:00:00.000Z'), '2027-04', 'a leap day counts')
  const signal = clocks().find(clock => clock.class === 'signal-row')
  t.match(signal, { kept: '12 months', article: articlesOf('signal-kept') })
})

t.test(
  'what nobody received has ended after its last day, for a sender that is told more, too',
  t => {
    const day = (text: string) => new Date(`${text}T00:00:00.000Z`)
    const signal = {
      id: '019aa3f0-5c00-7001-8000-000000000001',
      receiver: 'cpam-13',
      basis: 'with-agreement',
      acceptedAt: day('2026-11-20'),
      endedAt: day('2027-03-20'),
      expiresAt: day('2027-10-31'),
      state: 'sent',
      stateAt: day('2026-11-20'),
      outcomes: [],
      withdrawnAt: null,
    } as const
    t.match(senderView(signal, day('2027-10-30')), { status: 'sent' })
    t.match(senderView(signal, day('2027-10-31')), {
      status: 'ended',
      statusAt: '2027-10-31T00:00:00.000Z',
    })
    const received = { ...signal, state: 'received' } as const
    t.match(senderView(received, day('2027-10-31')), { status: 'received' })
    t.end()
  },
)
