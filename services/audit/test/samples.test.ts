import { openDatabase } from '@unefois/database'
import { templateDatabase } from '@unefois/testing'
import t from 'tap'
import { appendSamples, openAudit, signalOf, start } from './open-audit.ts'

/** Columns by which somebody can be found, or something be opened, wherever they stand. */
const hidden = /index$|^nonce_|^wrapped|^message$|^sealed|^successor$|^reminder$|^other$/u

for (const kind of ['hub', 'desk'] as const) {
  t.test(`no statistics are kept of indexes, nonces and keys: ${kind}`, async t => {
    const { adminUrl } = await templateDatabase(t, kind)
    const sql = openDatabase({ url: adminUrl, name: 't', connectionsMax: 1 })
    await sql`SELECT audit.ensure_partitions(${start}, 2)`
    if (kind === 'hub') await sql`SELECT exchange.ensure_partitions(${start}, 2)`
    const columns = await sql<{ place: string; name: string; kept: number | null }[]>`
      SELECT format('%I.%I', n.nspname, c.relname) AS place, a.attname AS name,
        a.attstattarget AS kept
      FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
        JOIN pg_namespace AS n ON n.oid = c.relnamespace
      WHERE a.atttypid IN ('bytea'::regtype, 'bytea[]'::regtype) AND a.attnum > 0
        AND NOT a.attisdropped AND c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_'`
    const found = columns.filter(({ name }) => hidden.test(name))
    t.ok(found.length >= (kind === 'hub' ? 30 : 8), `${found.length} columns`)
    t.ok(
      found.some(({ place }) => /_2026_12$/u.test(place)),
      'those of partitions, too',
    )
    const sampled = found.filter(({ kept }) => kept !== 0)
    t.strictSame(
      sampled.map(({ place, name }) => `${place}.${name}`),
      [],
    )
    await sql.end()
  })
}

t.test('what was erased is in no sample: ANALYZE came between', async t => {
  const { sql, sequence } = await openAudit(t)
  const signals = Array.from({ length: 60 }, () => signalOf(start.toISOString()))
  const sample = { at: start.toISOString(), agency: 'caf-13' }
  await appendSamples(
    sql.admin,
    signals.map(signalId => ({ ...sample, signalId, detail: { right: 'fr.carsat.aspa' } })),
  )
  await sql.admin`
    UPDATE audit.event SET trace_key = '2026-11', trace_index = sha256(id::text::bytea)`
  await sequence()
  const before = await sql.admin<{ secret: string }[]>`
    SELECT encode(nonce_2, 'hex') AS secret FROM audit.opening
    UNION ALL SELECT encode(trace_index, 'hex') FROM audit.event`
  await sql.admin`ANALYZE`
  await sql.admin`SELECT audit.erase_second_openings(${signals}::uuid[], ${start})`
  const [samples] = await sql.admin<{ text: string; rows: number }[]>`
    SELECT string_agg(s::text, ' ') AS text, count(*)::int AS rows
    FROM pg_statistic AS s JOIN pg_class AS c ON c.oid = s.starelid
      JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE n.nspname = 'audit'`
  t.ok((samples?.rows ?? 0) > 10, 'other columns are sampled')
  t.match(samples?.text, /caf-13/u)
  t.equal(before.length, 120)
  t.strictSame(
    before.filter(({ secret }) => samples?.text.includes(secret)),
    [],
  )
})
