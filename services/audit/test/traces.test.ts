import type { Database } from '@unefois/database'
import { addMonths } from '@unefois/retention'
import t from 'tap'
import { agencies, appendSamples, openAudit, signalOf, start } from './open-audit.ts'

const right = { right: 'fr.carsat.aspa', trigger: 'age-threshold' }

async function tracesLeft(admin: Database): Promise<string[]> {
  const rows = await admin<{ id: string }[]>`
    SELECT id FROM audit.event WHERE operation = 'signal-accept' ORDER BY id`
  return rows.map(({ id }) => id)
}

async function journalOf(admin: Database, what: string) {
  const rows = await admin<{ count: string; partition: string | null; article: string }[]>`
    SELECT count, "partition", article FROM audit.erasure_journal
    WHERE class = ${what} ORDER BY at, id`
  return rows.map(row => [Number(row.count), row.partition, row.article])
}

const french = 'CRPA R.114-9-7, al. 1'
const belgian = 'BCSS management contract, extract'

t.test('traces end with their class, each under its own law', async t => {
  const { sql, turns, clock, store } = await openAudit(t)
  store.getOrCreate('trace-index', '2026-11')
  const [fr = '', later = '', be = '', ofHub = '', mixed = '', ofBoth = ''] = await appendSamples(
    sql.admin,
    [
      { at: '2026-11-21T08:00:00.000Z', agency: 'caf-13', counterparty: 'carsat-sud-est' },
      { at: '2026-11-21T08:00:00.001Z', agency: 'caf-13' },
      { at: '2026-11-21T08:00:00.000Z', agency: 'onss', counterparty: 'mutualite-horizon' },
      { at: '2026-11-21T08:00:00.000Z', agency: 'hub', counterparty: 'caf-13' },
      { at: '2026-11-21T08:00:00.000Z', agency: 'caf-13', counterparty: 'onss' },
      { at: '2026-11-21T08:00:00.000Z', agency: 'hub' },
    ],
  )
  const all = [fr, later, be, ofHub, mixed, ofBoth].sort()
  const after = (months: number, ms: number) => addMonths(start, months).getTime() + ms

  await clock.set(after(36, -1))
  await turns.forget()
  t.strictSame(await tracesLeft(sql.admin), all, 'none a millisecond too early')
  await clock.set(after(36, 0))
  await turns.forget()
  const due = all.filter(id => id !== fr && id !== ofHub)
  t.strictSame(await tracesLeft(sql.admin), due, 'France’s, at 36 months to the millisecond')
  await clock.set(after(36, 1))
  await turns.forget()
  const longer = all.filter(id => [be, mixed, ofBoth].includes(id))
  t.strictSame(await tracesLeft(sql.admin), longer)
  t.strictSame(await journalOf(sql.admin, 'trace'), [
    [2, null, french],
    [1, null, french],
  ])
  t.not(store.find('trace-index', '2026-11'), undefined, 'its key serves those that stay')

  await clock.set(after(120, 0))
  await turns.forget()
  t.strictSame(await tracesLeft(sql.admin), [], 'Belgium’s, and what is of no one law')
  await clock.set(after(121, 0))
  await turns.forget()
  const months = await sql.audit`SELECT FROM audit.trace_months() AS m WHERE m = '2026-11'`
  t.equal(months.count, 0, 'the month is dropped')
  t.equal(store.find('trace-index', '2026-11'), undefined, 'and its key destroyed')
  t.strictSame(await journalOf(sql.admin, 'key'), [[1, null, belgian]])
  const detached = await sql.admin`
    SELECT FROM pg_class WHERE relnamespace = 'audit'::regnamespace AND relname ~ '^event_2026'`
  t.equal(detached.count, 0, 'not detached: gone')
})

t.test('a month that is over for everybody is dropped whole', async t => {
  const { sql, turns, clock } = await openAudit(t)
  await appendSamples(sql.admin, [
    { at: '2026-11-21T08:00:00.000Z', agency: 'caf-13' },
    { at: '2026-11-22T08:00:00.000Z', agency: 'onss' },
  ])
  await clock.set(addMonths(start, 130).getTime())
  await turns.forget()
  t.strictSame(await tracesLeft(sql.admin), [])
  t.strictSame(await journalOf(sql.admin, 'trace'), [[2, 'event_2026_11', belgian]])
  const months = await sql.audit`SELECT FROM audit.trace_months() AS m WHERE m < '2037'`
  t.equal(months.count, 0, 'the empty ones too')
})

t.test('a hub of one country keeps nothing for another', async t => {
  const { sql, turns, clock, setAgencies } = await openAudit(t)
  setAgencies(new Map([['fr', agencies.get('fr') ?? []]]))
  await appendSamples(sql.admin, [
    { at: '2026-11-21T08:00:00.000Z', agency: 'caf-13' },
    { at: '2026-11-21T08:00:00.000Z', agency: 'hub' },
  ])
  await clock.set(addMonths(start, 36).getTime())
  await turns.forget()
  t.strictSame(await tracesLeft(sql.admin), [])
})

t.test('nothing is forgotten while nobody knows whose law applies', async t => {
  const { sql, turns, clock, setAgencies } = await openAudit(t)
  await appendSamples(sql.admin, [{ at: '2026-11-21T08:00:00.000Z', agency: 'caf-13' }])
  setAgencies(undefined)
  await clock.set(addMonths(start, 200).getTime())
  await turns.forget()
  t.equal((await tracesLeft(sql.admin)).length, 1)
})

t.test('the second opening is erased with the data, the trace stays', async t => {
  const { sql, turns, clock } = await openAudit(t)
  const [old, young, held] = [
    signalOf('2026-11-30T23:59:59.999Z'),
    signalOf('2026-12-01T00:00:00.000Z'),
    signalOf('2026-11-01T00:00:00.000Z'),
  ]
  const about = (signalId: string, at: string) => ({
    at,
    agency: 'caf-13',
    counterparty: 'carsat-sud-est',
    signalId,
    detail: right,
  })
  await appendSamples(sql.admin, [
    about(old, '2026-11-30T23:59:59.999Z'),
    // A later act on the same signal, in another month.
    about(old, '2027-05-30T08:00:00.000Z'),
    about(young, '2026-12-01T00:00:00.000Z'),
    about(held, '2026-11-01T00:00:00.000Z'),
  ])
  await sql.audit`INSERT INTO audit.legal_hold (id, basis, provision, author, placed_at, ends_at)
    VALUES (${held}, 'court-order', 'TJ 26/1', 'hub-dpo', ${start}, '2028-01-01T00:00:00Z')`
  await sql.audit`INSERT INTO audit.held_signal (signal_id, hold_id) VALUES (${held}, ${held})`
  const open = async () => {
    const rows = await sql.admin<{ signal_id: string }[]>`
      SELECT DISTINCT signal_id FROM audit.event WHERE detail ? 'right' ORDER BY signal_id`
    return rows.map(row => row.signal_id)
  }

  await clock.set(Date.parse('2027-10-31T23:59:59.999Z'))
  await turns.forget()
  t.strictSame(await open(), [held, old, young])
  await clock.set(Date.parse('2027-11-01T00:00:00.000Z'))
  await turns.forget()
  t.strictSame(await open(), [held, young], 'with the month of signals, whatever the act’s month')
  t.strictSame(await journalOf(sql.admin, 'second-opening'), [[2, null, 'CRPA R.114-9-7, al. 2']])
  const kept = await sql.admin`
    SELECT agency, counterparty, outcome_class, detail_erased_at FROM audit.event
    WHERE signal_id = ${old} ORDER BY id LIMIT 1`
  t.strictSame(
    [...kept],
    [
      {
        agency: 'caf-13',
        counterparty: 'carsat-sud-est',
        outcome_class: 'sent',
        detail_erased_at: new Date('2027-11-01T00:00:00.000Z'),
      },
    ],
  )
  await clock.set(Date.parse('2028-01-01T00:00:00.000Z'))
  await turns.forget()
  t.strictSame(await open(), [], 'the hold ends, and what it kept goes')
})

t.test('an outcome erases the second openings of its signals at once', async t => {
  const { sql } = await openAudit(t)
  const signalId = signalOf('2026-11-21T08:00:00.000Z')
  await appendSamples(sql.admin, [
    { at: '2026-11-21T08:00:00.000Z', agency: 'caf-13', signalId, detail: right },
    { at: '2026-11-22T08:00:00.000Z', agency: 'carsat-sud-est', signalId, detail: right },
    {
      at: '2026-11-21T08:00:00.000Z',
      agency: 'onss',
      signalId: signalOf(start.toISOString()),
      detail: right,
    },
  ])
  const [row] = await sql.retention`
    SELECT audit.erase_second_openings(ARRAY[${signalId}]::uuid[], ${start}) AS erased`
  t.strictSame(row, { erased: 2 })
  const left = await sql.admin`SELECT agency FROM audit.event WHERE detail IS NOT NULL`
  t.strictSame([...left], [{ agency: 'onss' }])
})

t.test('a database of one law forgets in one call, and knows a month’s held signals', async t => {
  const { sql } = await openAudit(t)
  await appendSamples(sql.admin, [
    { at: '2026-10-05T08:00:00.000Z', agency: 'caf-13' },
    { at: '2026-11-21T08:00:00.000Z', agency: 'caf-13' },
    { at: '2026-11-21T08:00:00.001Z', agency: 'onss' },
  ])
  await sql.audit`INSERT INTO audit.legal_hold (id, basis, provision, author, placed_at, ends_at)
    VALUES (${signalOf('2026-11-01T00:00:00.000Z')}, 'court-order', 'TJ 26/1', 'hub-dpo', ${start},
      '2027-01-01T00:00:00Z')`
  const held = ['2026-10-31T23:59:59.999Z', '2026-11-01T00:00:00.000Z'].map(signalOf)
  await sql.audit`INSERT INTO audit.held_signal (signal_id, hold_id)
    SELECT s, l.id FROM unnest(${held}::uuid[]) AS s, audit.legal_hold AS l`
  const between = (at: string) => sql.retention`
    SELECT held_between AS id FROM audit.held_between(audit.uuid_floor('2026-11-01T00:00:00Z'),
      audit.uuid_floor('2026-12-01T00:00:00Z'), ${new Date(at)})`
  await sql.admin`GRANT EXECUTE ON FUNCTION audit.uuid_floor(timestamptz) TO gateway_retention`
  t.strictSame([...(await between('2026-12-01T00:00:00.000Z'))], [{ id: held[1] }])
  t.strictSame([...(await between('2027-01-01T00:00:00.000Z'))], [], 'its last day is over')

  const [gone] = await sql.audit`
    SELECT audit.expire_traces(${addMonths(start, 36)}, 36, 1000) AS traces`
  t.strictSame(gone, { traces: 2 }, 'October whole, of November what is due')
  const left = await sql.admin`SELECT agency FROM audit.event`
  t.strictSame([...left], [{ agency: 'onss' }])
  const holds = await sql.admin`SELECT FROM audit.legal_hold`
  t.equal(holds.count, 1, 'a hold is kept as long as traces from its end')
})
