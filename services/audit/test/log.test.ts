import type { Database } from '@unefois/database'
import { readEvidence } from '@unefois/local'
import { type Fault, judgeLeaves, judgeTree } from '@unefois/log-leaves'
import t from 'tap'
import { readAnchor } from '../src/read-anchor.ts'
import { appendSamples, eraseByOutcome, openAudit, signalOf, start } from './open-audit.ts'

type Opened = Awaited<ReturnType<typeof openAudit>>

const sample = (signalId: string, at = start.toISOString()) => ({
  at,
  agency: 'caf-13',
  counterparty: 'carsat-sud-est',
  signalId,
  detail: { right: 'fr.carsat.aspa', trigger: 'age-threshold', count: 2 },
})

/** Every fault of the log as it lies in the database. */
async function faultsOf({ sql, deps }: Opened): Promise<Fault[]> {
  const evidence = await readEvidence(sql.admin)
  t.equal(evidence.unnumbered, 0, 'every act has its leaf')
  return [
    ...judgeTree({ ...evidence, log: deps.logKey.verifier }),
    ...judgeLeaves({ ...evidence, laws: ['fr', 'be'], now: new Date(deps.nowMs()) }),
  ]
}

async function sizes(admin: Database) {
  const rows = await admin<{ size: string; pads: number; published: boolean; signed: boolean }[]>`
    SELECT size, pads, published_at IS NOT NULL AS published, note IS NOT NULL AS signed
    FROM audit.log_checkpoint ORDER BY size`
  return rows.map(row => [Number(row.size), row.pads, row.published, row.signed])
}

async function indexOf(admin: Database, id: string): Promise<number> {
  const [row] = await admin<{ index: string }[]>`
    SELECT log_index AS index FROM audit.opening WHERE id = ${id}`
  return Number(row?.index)
}

t.test('what has committed is numbered, signed, and published in steps of 256', async t => {
  const opened = await openAudit(t)
  const { sql, sequence, clock } = opened
  await sequence()
  t.strictSame(await sizes(sql.admin), [], 'nothing, nothing signed')
  await appendSamples(sql.admin, [sample(signalOf(start.toISOString()))])
  await sequence()
  t.strictSame(await sizes(sql.admin), [
    [1, 0, false, true],
    [256, 255, true, true],
  ])
  await appendSamples(
    sql.admin,
    Array.from({ length: 700 }, () => sample(signalOf(start.toISOString()))),
  )
  await sequence()
  await sequence()
  t.strictSame((await sizes(sql.admin)).slice(2), [[956, 0, false, true]], 'internal meanwhile')
  await clock.set(start.getTime() + 600_000)
  await sequence()
  t.strictSame((await sizes(sql.admin)).slice(3), [[1024, 68, true, true]])
  await clock.set(start.getTime() + 6_000_000)
  await sequence()
  t.strictSame((await sizes(sql.admin)).slice(4), [[1280, 256, true, true]], 'nothing new, no less')
  t.strictSame(await faultsOf(opened), [])
})

t.test('what is published is written down outside first, though it was signed before', async t => {
  const { sql, sequence, clock, deps } = await openAudit(t)
  await appendSamples(sql.admin, [sample(signalOf(start.toISOString()))])
  await sequence()
  const step = Array.from({ length: 256 }, () => sample(signalOf(start.toISOString())))
  await appendSamples(sql.admin, step)
  await sequence()
  t.strictSame((await sizes(sql.admin)).at(-1), [512, 0, false, true], 'a step by itself')
  await clock.set(start.getTime() + 600_000)
  await sequence()
  t.strictSame((await sizes(sql.admin)).at(-1), [512, 0, true, true], 'that needs no pads')
  t.equal(readAnchor(deps.anchor)?.size, 512)
})

t.test('a transaction that commits late is numbered late, and never passed by', async t => {
  const opened = await openAudit(t)
  const { sql, sequence } = opened
  await appendSamples(sql.admin, [])
  const late = await sql.admin.reserve()
  try {
    await late`BEGIN`
    const event = { ...sample(signalOf(start.toISOString())), id: signalOf(start.toISOString()) }
    const rows = [{ ...event, actor: 'x', purpose: 'inform-of-right', operation: 'signal-accept' }]
    await late`SELECT audit.append(${JSON.stringify(rows)}::text::json)`
    const [early = ''] = await appendSamples(sql.retention, [])
    t.equal(early, '')
    const [sooner = ''] = await appendSamples(sql.admin, [sample(signalOf(start.toISOString()))])
    await sequence()
    t.equal(await indexOf(sql.admin, sooner), 0)
    await late`COMMIT`
    await sequence()
    t.equal(await indexOf(sql.admin, event.id), 256, 'after the pads of what was published')
  } finally {
    late.release()
  }
  t.strictSame(await faultsOf(opened), [])
})

t.test('edits, deletions and exchanged openings are named by their index', async t => {
  const opened = await openAudit(t)
  const { sql, sequence } = opened
  const ids = await appendSamples(
    sql.admin,
    Array.from({ length: 300 }, () => sample(signalOf(start.toISOString()))),
  )
  await sequence()
  const at = (place: number) => ids[place] ?? ''
  const admin = sql.admin
  await admin`UPDATE audit.event SET counterparty = 'cpam-13' WHERE id = ${at(3)}`
  await admin`UPDATE audit.event SET at = at + interval '1 microsecond' WHERE id = ${at(4)}`
  await admin`UPDATE audit.event SET detail = jsonb_set(detail, '{count}', '3') WHERE id = ${at(5)}`
  await admin`UPDATE audit.event SET detail = NULL, detail_erased_at = ${start} WHERE id = ${at(6)}`
  await admin`UPDATE audit.opening SET nonce_2 = NULL WHERE id = ${at(6)}`
  await admin`DELETE FROM audit.opening WHERE id = ${at(7)}`
  await admin`DELETE FROM audit.event WHERE id = ${at(8)}`
  await admin`UPDATE audit.opening SET log_index = CASE log_index WHEN 9 THEN 10 ELSE 9 END
    WHERE id IN (${at(9)}, ${at(10)})`
  await admin`UPDATE audit.opening SET nonce_2 = ${Buffer.alloc(32)} WHERE id = ${at(11)}`
  const evidence = await readEvidence(admin)
  t.equal(evidence.unnumbered, 1, 'and a trace without a leaf is counted')
  const faults = judgeLeaves({ ...evidence, laws: ['fr'], now: start })
  t.strictSame(faults, [
    { index: 3, kind: 'first-part-edited' },
    { index: 4, kind: 'first-part-edited' },
    { index: 5, kind: 'second-part-edited' },
    { index: 6, kind: 'second-opening-deleted' },
    { index: 7, kind: 'opening-deleted' },
    { index: 8, kind: 'opening-deleted' },
    { index: 9, kind: 'first-part-edited' },
    { index: 9, kind: 'second-part-edited' },
    { index: 10, kind: 'first-part-edited' },
    { index: 10, kind: 'second-part-edited' },
    { index: 11, kind: 'second-part-edited' },
  ])
  const { verifier: log } = opened.deps.logKey
  t.strictSame(judgeTree({ ...evidence, log }), [], 'the tree itself is whole')
  await admin`
    UPDATE audit.log_bundle SET entries = overlay(entries PLACING '\\x00'::bytea FROM 140)`
  t.match(judgeTree({ ...(await readEvidence(admin)), log }), [{ index: 2, kind: 'entry-edited' }])
})

t.test(
  'erasing as the law says leaves nothing to report, and everything before verifies',
  async t => {
    const opened = await openAudit(t)
    const { sql, sequence } = opened
    const [kept, gone] = [signalOf(start.toISOString()), signalOf(start.toISOString())]
    const ids = await appendSamples(sql.admin, [sample(kept), sample(gone), sample(gone)])
    await sequence()
    const before = await readEvidence(sql.admin)
    await eraseByOutcome(opened, gone)
    const open = await sql.admin<{ open: number }[]>`
    SELECT count(*)::int AS open FROM audit.opening WHERE nonce_2 IS NOT NULL`
    t.strictSame([...open], [{ open: 1 }], 'nonce and part go together')
    t.match(
      await readEvidence(sql.admin).then(e => judgeLeaves({ ...e, laws: ['fr'], now: start })),
      [
        { index: 1, kind: 'second-opening-deleted' },
        { index: 2, kind: 'second-opening-deleted' },
      ],
      'until the erasure has its own leaf',
    )
    await sequence()
    t.strictSame(await faultsOf(opened), [])
    const after = await readEvidence(sql.admin)
    t.strictSame(after.entries.slice(0, before.entries.length), before.entries)
    t.equal(ids.length, 3)
  },
)

t.test('what is erased while it is being numbered loses its nonce, too', async t => {
  const opened = await openAudit(t)
  const { sql, sequence } = opened
  const signalId = signalOf(start.toISOString())
  await appendSamples(sql.admin, [sample(signalId)])
  // As a batch leaves it that read the trace just before the erasure committed.
  await sequence()
  await sql.admin`UPDATE audit.event SET detail = NULL, detail_erased_at = ${start}`
  await sql.admin`SELECT audit.queue_leaves('cleared', (SELECT array_agg(id) FROM audit.event))`
  await sequence()
  const open = await sql.admin`SELECT FROM audit.opening WHERE nonce_2 IS NOT NULL`
  t.equal(open.count, 0)

  const erased = signalOf(start.toISOString())
  await appendSamples(sql.admin, [sample(erased)])
  await sql.retention`SELECT audit.erase_second_openings(ARRAY[${erased}]::uuid[], ${start})`
  await sequence()
  const late = await sql.admin`SELECT FROM audit.opening WHERE nonce_2 IS NOT NULL`
  t.equal(late.count, 0, 'erased before it had a number')
})

t.test('openings end with their traces, the leaves stay', async t => {
  const opened = await openAudit(t)
  const { sql, sequence, clock, turns } = opened
  await appendSamples(sql.admin, [sample(signalOf(start.toISOString()))])
  await sequence()
  for (const months of [13, 37, 121]) {
    await clock.set(new Date(start).setUTCMonth(start.getUTCMonth() + months))
    await turns.forget()
    await sequence()
    t.strictSame(await faultsOf(opened), [], `${months} months later`)
  }
  const { entries, openings } = await readEvidence(sql.admin)
  t.equal(
    openings.some(({ index }) => index === 0),
    false,
  )
  t.ok(entries.length >= 256)
  const places = await sql.admin`SELECT FROM pg_class WHERE relname = 'opening_2026_11'`
  t.equal(places.count, 0)
})
