import { inTransaction } from '@unefois/database'
import type { Identifier } from '@unefois/identifiers'
import { blindIndex, fingerprint, sealAtRest } from '@unefois/sealing'
import t from 'tap'
import { newId } from '../src/app.ts'
import { findIndexes } from '../src/find-person-events.ts'
import { readPersonPart } from '../src/repositories/person-events.ts'
import { openAudit, signalOf, start } from './open-audit.ts'
import { type ActSample, appendActs, somebody } from './person-samples.ts'

type Opened = Awaited<ReturnType<typeof openAudit>>

const find = ({ sql, store }: Opened, identifier: Identifier) =>
  inTransaction(sql.audit, { name: 'find' }, async transaction => {
    const found = await findIndexes(transaction, { store, at: start }, identifier)
    const whole = { number: 1, eventsMax: 2_000 }
    return { ...found, ...(await readPersonPart(transaction, found.indexes, whole)) }
  })

const idsOf = async (opened: Opened, identifier: Identifier) =>
  (await find(opened, identifier)).events.map(({ source }) => source.id).sort()

async function open(t: Parameters<typeof openAudit>[0]) {
  const opened = await openAudit(t)
  const { store, sql } = opened
  const act = (samples: readonly ActSample[]) => appendActs({ admin: sql.admin, store }, samples)
  return { ...opened, act }
}

t.test('every month, every signal that is theirs, and nothing of anybody else', async t => {
  const opened = await open(t)
  const [mine, other] = [somebody(), somebody()]
  const [first, second, third] = [1, 2, 3].map(() => signalOf('2026-09-02T08:00:00.000Z'))
  const accept = { operation: 'signal-accept', counterparty: 'carsat-sud-est' }
  const own = await opened.act([
    { ...accept, at: '2026-09-02T08:00:00.000Z', signalId: String(first), about: mine },
    { at: '2026-09-03T08:00:00.000Z', operation: 'case-received', signalId: String(first) },
    {
      at: '2026-10-03T08:00:00.000Z',
      operation: 'objection-lodge',
      about: mine,
      detail: { objection: String(third) },
    },
    { ...accept, at: '2026-11-03T08:00:00.000Z', signalId: String(third), about: mine },
  ])
  const theirs = await opened.act([
    { ...accept, at: '2026-09-02T08:00:00.000Z', signalId: String(second), about: other },
    { at: '2026-09-03T08:00:00.000Z', operation: 'case-received', signalId: String(second) },
    { at: '2026-09-03T08:00:00.000Z', operation: 'participant-update' },
  ])
  t.strictSame(await idsOf(opened, mine), own.toSorted())
  t.strictSame(await idsOf(opened, other), theirs.slice(0, 2).toSorted())
  t.strictSame(await idsOf(opened, somebody()), [])

  await t.test('an erasure that names others tells only what is theirs', async t => {
    const entry = (signalIds: unknown[], rowIds: unknown[] | null = null) => ({
      id: newId(start.getTime()),
      at: start.toISOString(),
      owner: 'exchange',
      class: 'signal-data',
      reason: 'objection',
      article: 'CRPA L.114-8 II',
      signalIds,
      rowIds,
      count: signalIds.length,
    })
    const entries = [entry([first]), entry([first, second]), entry([second]), entry([], [third])]
    await opened.sql.admin`SELECT audit.record_erasures(${JSON.stringify(entries)}::text::json)`
    await opened.sequence()
    const { events } = await find(opened, mine)
    const erasures = events.filter(({ source }) => source.kind === 'erasure')
    t.strictSame(
      erasures.map(({ source }) => source.id).sort(),
      [entries[0], entries[1], entries[3]].map(each => each?.id).sort(),
    )
    const shared = erasures.find(({ isWhole }) => !isWhole)
    t.match(shared, { opening: undefined, source: { entry: { signalIds: [first] } } })
    t.notMatch(JSON.stringify(events), String(second), 'nothing of anybody else')
    t.equal(erasures.filter(({ opening }) => opening !== undefined).length, 2)
    t.ok(
      events.every(({ isWhole, opening }) => !isWhole || opening !== undefined),
      'numbered',
    )
  })
})

t.test(
  'former and later numbers are found in both directions, while that is remembered',
  async t => {
    const opened = await open(t)
    const [former, current, other] = [somebody(), somebody(), somebody()]
    const acts = await opened.act([
      { at: '2026-10-02T08:00:00.000Z', operation: 'objection-lodge', about: former },
      { at: '2026-11-02T08:00:00.000Z', operation: 'objection-lodge', about: current },
      { at: '2026-11-02T08:00:00.000Z', operation: 'objection-lodge', about: other },
    ])
    const { key, label } = opened.store.getOrCreate('objection-index', '1')
    const told = async (of: Identifier, is: Identifier, kind: string) => {
      const id = newId(start.getTime())
      const sealer = fingerprint(key, 'unefois/successor/v1')
      const sealed = sealAtRest(sealer, Buffer.from(JSON.stringify(is)), id)
      await opened.sql.admin`
      INSERT INTO consent.succession (id, kind, subject_index, index_key, other, told_at, lapses_at)
      VALUES (${id}, ${kind}, ${blindIndex(key, of)}, ${label}, ${sealed}, ${start}, '2028-11-21')`
    }
    await told(former, current, 'successor')
    await told(current, former, 'predecessor')
    const both = acts.slice(0, 2).toSorted()
    t.strictSame(await idsOf(opened, former), both)
    t.strictSame(await idsOf(opened, current), both)
    t.strictSame(await idsOf(opened, other), acts.slice(2))

    await opened.sql.admin`DELETE FROM consent.succession`
    t.strictSame(await idsOf(opened, current), [acts[1]])
    const [follow] = await opened.act([
      {
        at: '2026-11-03T08:00:00.000Z',
        operation: 'identifier-succeed',
        about: current,
        detail: { follows: acts[0] },
      },
    ])
    t.strictSame(await idsOf(opened, current), [...both, String(follow)].toSorted(), 'by its trace')
  },
)

t.test('erasures are found by an index, however many there are of others', async t => {
  const opened = await open(t)
  const mine = somebody()
  const [signal, objection] = [1, 2].map(() => signalOf('2026-09-02T08:00:00.000Z'))
  await opened.act([
    { at: start.toISOString(), operation: 'signal-accept', signalId: String(signal), about: mine },
    {
      at: start.toISOString(),
      operation: 'objection-lodge',
      about: mine,
      detail: { objection: String(objection) },
    },
  ])
  const { admin } = opened.sql
  await admin`
    INSERT INTO audit.erasure_journal (id, at, owner, class, reason, signal_ids, row_ids, count)
    SELECT gen_random_uuid(), ${start}, 'exchange', 'signal-data', 'expiry',
      CASE WHEN n % 2 = 0 THEN CASE n WHEN 2 THEN ARRAY[${String(signal)}::uuid]
        ELSE ARRAY[gen_random_uuid()] END END,
      CASE WHEN n % 2 = 1 THEN CASE n WHEN 1 THEN ARRAY[${String(objection)}]
        ELSE ARRAY[gen_random_uuid()::text] END END, 1
    FROM generate_series(1, 20000) AS n`
  await admin`ANALYZE audit.erasure_journal`
  const { key } = opened.store.getOrCreate('trace-index', start.toISOString().slice(0, 7))
  const index = blindIndex(key, mine)
  const read = await inTransaction(admin, { name: 'plan' }, async transaction => {
    const found = await transaction<{ kind: string }[]>`
      SELECT kind FROM audit.find_person_events(ARRAY[${index}::bytea], 100)`
    const [scans] = await transaction`
      SELECT pg_stat_get_xact_numscans('audit.erasure_journal'::regclass)::int AS whole,
        pg_stat_get_xact_tuples_returned('audit.erasure_journal'::regclass)::int AS rows,
        pg_stat_get_xact_numscans('audit.erasure_journal_signals'::regclass)::int AS signals,
        pg_stat_get_xact_numscans('audit.erasure_journal_rows'::regclass)::int AS lodged,
        pg_stat_get_xact_numscans('audit.erasure_journal_pkey'::regclass)::int AS others`
    return { erasures: found.filter(({ kind }) => kind === 'erasure').length, scans }
  })
  t.strictSame(read, {
    erasures: 2,
    scans: { whole: 0, rows: 0, signals: 1, lodged: 1, others: 0 },
  })
  const plan = await inTransaction(admin, { name: 'plan' }, async transaction => {
    await transaction`SET LOCAL enable_seqscan = off`
    return transaction`EXPLAIN SELECT FROM audit.erasure_journal AS j
      WHERE j.signal_ids && ARRAY[${String(signal)}::uuid]
        OR j.row_ids && ARRAY[${String(objection)}]`
  })
  t.match(JSON.stringify(plan), 'BitmapOr')
  t.notMatch(JSON.stringify(plan), 'Seq Scan on erasure_journal')
})
