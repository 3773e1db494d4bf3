import type { Database } from '@unefois/database'
import { addMonths } from '@unefois/retention'
import t from 'tap'
import { forgetCounts, settleOpenings } from '../src/repositories/act-counts.ts'
import { countActs } from '../src/use-cases/count-acts.ts'
import { appendSamples, openAudit, signalOf, start, type TraceSample } from './open-audit.ts'

const hash = 'a'.repeat(64)

/** What is counted, and what a look at every trace counts. */
async function bothCounts(admin: Database) {
  const [counted] = await admin`
    SELECT (SELECT coalesce(json_agg(m ORDER BY m.month, m.agency, m.counterparty), '[]') FROM (
        SELECT to_char(month, 'YYYY-MM') AS month, agency, nullif(counterparty, '') AS counterparty,
          traces FROM audit.trace_month) AS m) AS traces,
      (SELECT coalesce(json_agg(o ORDER BY o.month), '[]') FROM (
        SELECT to_char(month, 'YYYY-MM') AS month, openings FROM audit.opening_month
        WHERE openings <> 0) AS o) AS openings,
      (SELECT coalesce(sum(acts), 0)::int FROM audit.act_day) AS acts`
  const [looked] = await admin`
    SELECT (SELECT coalesce(json_agg(m ORDER BY m.month, m.agency, coalesce(m.counterparty, '')),
        '[]') FROM audit.count_traces() AS m) AS traces,
      (SELECT coalesce(json_agg(o ORDER BY o.month), '[]') FROM audit.count_second_openings() AS o)
        AS openings,
      (SELECT count(*)::int FROM audit.event) AS acts`
  return { counted, looked }
}

const detail = { right: 'fr.carsat.aspa' }
const signals = ['2026-11-20T22:59:00.000Z', '2026-11-20T23:59:59.999Z', start.toISOString()].map(
  at => ({ at, signalId: signalOf(at) }),
)
const samples: TraceSample[] = [
  ...signals.map(each => ({ ...each, agency: 'caf-13', counterparty: 'carsat-sud-est', detail })),
  ...signals.map(each => ({ ...each, agency: 'carsat-sud-est', counterparty: 'caf-13' })),
  { at: '2026-12-01T00:00:00.000Z', agency: 'onss', counterparty: 'mutualite-horizon' },
  { at: '2026-12-01T00:00:00.000Z', agency: 'hub' },
]

t.test('each act is counted once, whatever is undone, erased or told late', async t => {
  const { sql, deps, sequence } = await openAudit(t)
  const [first] = await appendSamples(sql.admin, samples)
  const ids = signals.map(({ signalId }) => signalId)
  // One is erased before it has a number, one before it is counted, one after.
  await sql.retention`SELECT audit.erase_second_openings(${ids.slice(0, 1)}::uuid[], ${start})`
  await sequence()
  await sql.retention`SELECT audit.erase_second_openings(${ids.slice(1, 2)}::uuid[], ${start})`
  await t.rejects(
    sql.audit.begin(async transaction => {
      await transaction`SELECT audit.count_acts(1000)`
      throw new Error('crash')
    }),
  )
  const none = await bothCounts(sql.admin)
  t.equal(none.counted?.acts, 0, 'what is undone is not counted')

  t.ok((await countActs(deps)()) > 0)
  t.equal(await countActs(deps)(), 0)
  const once = await bothCounts(sql.admin)
  t.strictSame(once.counted, once.looked)
  t.equal(once.counted?.acts, samples.length)

  await sql.retention`SELECT audit.erase_second_openings(${ids}::uuid[], ${start})`
  await sequence()
  await countActs(deps)()
  const erased = await bothCounts(sql.admin)
  t.strictSame(erased.counted, erased.looked)
  t.strictSame(erased.counted?.openings, [])

  await sql.admin`DELETE FROM audit.event WHERE id = ${first ?? ''}`
  await countActs(deps)()
  t.equal((await bothCounts(sql.admin)).counted?.acts, samples.length, 'only retention forgets')
})

t.test('days are those of the ids, in UTC; people are counted apart', async t => {
  const { sql, deps, sequence } = await openAudit(t)
  const base = { agency: 'caf-13', counterparty: 'carsat-sud-est', agreementHash: hash }
  await appendSamples(sql.admin, [
    { ...base, at: '2026-11-20T23:59:59.999Z', agent: 'agt_one' },
    { ...base, at: '2026-11-21T00:00:00.000Z', agent: 'agt_one' },
    { ...base, at: '2026-11-21T01:00:00.000Z' },
    // A report that closes with an outcome that erases has no detail; another has one.
    { ...base, at: '2026-11-21T02:00:00.000Z', operation: 'case-closed', agent: 'agt_two' },
    { ...base, at: '2026-11-21T02:00:00.000Z', operation: 'case-closed', agent: 'agt_two', detail },
  ])
  await sequence()
  await countActs(deps)()
  const days = await sql.admin`
    SELECT to_char(day, 'DD') AS day, operation, erasing, acts::int FROM audit.act_day
    ORDER BY 1, 2, 3`
  t.strictSame(
    [...days],
    [
      { day: '20', operation: 'signal-accept', erasing: false, acts: 1 },
      { day: '21', operation: 'case-closed', erasing: false, acts: 1 },
      { day: '21', operation: 'case-closed', erasing: true, acts: 1 },
      { day: '21', operation: 'signal-accept', erasing: false, acts: 2 },
    ],
  )
  const people = await sql.admin`
    SELECT to_char(day, 'DD') AS day, agent, sum(acts)::int AS acts FROM audit.agent_day
    GROUP BY 1, 2 ORDER BY 1, 2`
  t.strictSame(
    [...people],
    [
      { day: '20', agent: 'agt_one', acts: 1 },
      { day: '21', agent: 'agt_one', acts: 1 },
      { day: '21', agent: 'agt_two', acts: 2 },
    ],
  )
  const hours = await sql.admin`
    SELECT to_char(day, 'DD') AS day, hour, acts::int FROM audit.people_hour ORDER BY 1, 2`
  t.strictSame(
    [...hours],
    [
      { day: '20', hour: 23, acts: 1 },
      { day: '21', hour: 0, acts: 1 },
      { day: '21', hour: 2, acts: 2 },
    ],
  )
})

t.test('what an officer looks at in the evening is no work of the agency’s people', async t => {
  const { sql, deps, sequence } = await openAudit(t)
  const at = '2026-11-20T22:00:00.000Z'
  const act = { agency: 'caf-13', agent: 'agt_one' }
  await appendSamples(sql.admin, [
    { ...act, at },
    ...signals.map(({ signalId }) => ({ ...act, at, signalId, operation: 'exchange-search' })),
  ])
  await sql.admin`
    UPDATE audit.event SET purpose = 'oversight' WHERE operation = 'exchange-search'`
  await sequence()
  await countActs(deps)()
  const hours = await sql.admin`SELECT hour, acts::int FROM audit.people_hour`
  t.strictSame([...hours], [{ hour: 22, acts: 1 }])
  const people = await sql.admin`SELECT operation, acts::int FROM audit.agent_day`
  t.strictSame([...people], [{ operation: 'signal-accept', acts: 1 }])
  const { counted, looked } = await bothCounts(sql.admin)
  t.strictSame(counted, looked, 'as traces that end, looks are counted')
})

t.test('an agency’s officer sees its own acts with signals, and nothing else', async t => {
  const { sql, deps, sequence } = await openAudit(t)
  const at = start.toISOString()
  const both = { at, agreementHash: hash }
  await appendSamples(sql.admin, [
    { ...both, agency: 'caf-13', counterparty: 'carsat-sud-est', outcomeClass: 'objected' },
    { ...both, agency: 'caf-13', counterparty: 'carsat-sud-est', outcomeClass: 'sent' },
    { ...both, agency: 'carsat-sud-est', counterparty: 'caf-13', operation: 'signal-release' },
    { ...both, agency: 'carsat-sud-est', counterparty: 'caf-13', operation: 'case-erased' },
    { ...both, agency: 'caf-13', counterparty: 'carsat-sud-est', operation: 'objection-lodge' },
    { ...both, agency: 'hub', counterparty: 'carsat-sud-est', operation: 'signal-destroy' },
  ])
  await sequence()
  await countActs(deps)()
  const seen = async (viewer: string | null) => {
    const rows = await sql.audit`
      SELECT operation, acts::int FROM audit.read_agreement_volumes(${viewer}, '2026-11-01',
        '2026-11-30') ORDER BY 1`
    return rows.map(row => [row.operation, row.acts])
  }
  t.strictSame(await seen('caf-13'), [['signal-accept', 2]], 'whoever objected')
  t.strictSame(await seen('carsat-sud-est'), [['signal-release', 1]])
  t.strictSame(await seen('onss'), [])
  t.strictSame(await seen(null), [
    ['case-erased', 1],
    ['objection-lodge', 1],
    ['signal-accept', 2],
    ['signal-release', 1],
  ])
  const columns = await sql.admin`
    SELECT column_name FROM information_schema.columns
    WHERE table_schema = 'audit' AND table_name IN ('act_day', 'agent_day', 'people_hour')
      AND column_name ~ 'outcome|index|signal|right'`
  t.equal(columns.count, 0, 'no count says what became of an attempt')
})

t.test('counts are forgotten with what they count, each law’s with its own', async t => {
  const { sql, sequence, turns, clock } = await openAudit(t)
  await appendSamples(sql.admin, samples)
  await sequence()
  await turns.count()
  const agrees = async (what: string) => {
    await sequence()
    await turns.count()
    const { counted, looked } = await bothCounts(sql.admin)
    t.strictSame(counted?.openings, looked?.openings, `${what}: second openings`)
    t.strictSame(counted?.traces, looked?.traces, `${what}: traces`)
  }
  await agrees('at first')
  await clock.set(addMonths(start, 12).getTime())
  await turns.forget()
  await agrees('after a year')
  t.equal((await sql.admin`SELECT FROM audit.agent_day`).count, 0)
  // Days are forgotten whole: on the day after the term of their last trace.
  await clock.set(addMonths(new Date('2026-11-22T00:00:00.000Z'), 36).getTime())
  await turns.forget()
  await agrees('after the French term')
  await clock.set(addMonths(new Date('2026-12-02T00:00:00.000Z'), 120).getTime())
  await turns.forget()
  await agrees('after the Belgian one')
})

t.test('nothing is taken from the count that lies there still', async t => {
  const { sql, deps, sequence } = await openAudit(t)
  await appendSamples(sql.admin, samples)
  await sequence()
  await countActs(deps)()
  const before = await bothCounts(sql.admin)
  await sql.audit.begin(async transaction => {
    const at = addMonths(start, 36)
    await forgetCounts(transaction, { at, months: 36, agencies: ['onss'] })
    await settleOpenings(transaction, new Date('2026-11-01T00:00:00.000Z'))
  })
  t.strictSame(await bothCounts(sql.admin), before)
})
