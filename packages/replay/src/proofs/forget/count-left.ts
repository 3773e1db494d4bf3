import type { Database } from '@unefois/database'
import type { Counts } from '../../counts/counts.ts'

/**
 * What is about no person: agencies' agreements, clocks, marks, the erasures' own books, and the
 * log's hashes, which say nothing without the openings that go with the traces.
 */
const aboutNobody = [
  'registry.*',
  '*.migration',
  'exchange.clock',
  'exchange.stream_state',
  'exchange.campaign_change',
  'exchange.feedback_position',
  'consent.pulse',
  'consent.generation',
  'desk.kek',
  'audit.forgotten',
  'audit.erasure_journal',
  'audit.certificate',
  'audit.erasure_opening',
  'audit.log_queue',
  'audit.log_state',
  'audit.log_tile',
  'audit.log_bundle',
  'audit.log_checkpoint',
  'audit.witness',
  'audit.cosignature',
  'audit.witnessed',
  'audit.watched_entry',
  // The days that were looked through for flags, not what was flagged.
  'audit.flag_day',
  'audit.log_epoch',
  'audit.former_witness_key',
]

/** The hub's own traces of having forgotten traces: no signal, no person, no other end. */
const ofNobody =
  "operation = 'trace-expire' AND num_nulls(signal_id, trace_index, counterparty) = 3"

/** Where those traces, their openings and their counts lie among others': which of them count. */
const apart: Readonly<Record<string, string>> = {
  'audit.event': `NOT (${ofNobody})`,
  'audit.opening': `id NOT IN (SELECT e.id FROM audit.event AS e WHERE ${ofNobody})`,
  'audit.act_day': "operation <> 'trace-expire'",
  'audit.trace_month': `traces <> (SELECT count(*) FROM audit.event AS e
    WHERE ${ofNobody}
      AND date_trunc('month', audit.uuid_instant(e.id) AT TIME ZONE 'UTC')::date = month)`,
}

/** Rows left in any other table of the hub and of the desks, by table; only what has any. */
export async function countLeft(
  counts: Counts,
  desks: readonly string[],
): Promise<Record<string, number>> {
  const left = await countIn(counts.hub, 'hub')
  for (const desk of desks) Object.assign(left, await countIn(counts.desk(desk), desk))
  return left
}

async function countIn(sql: Database, where: string): Promise<Record<string, number>> {
  const tables = await sql<{ schema: string; name: string }[]>`
    SELECT n.nspname AS schema, c.relname AS name
    FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND n.nspname IN ('registry', 'consent', 'exchange', 'audit', 'desk')
    ORDER BY 1, 2`
  const left: Record<string, number> = {}
  for (const { schema, name } of tables) {
    const names = [`${schema}.${name}`, `${schema}.*`, `*.${name}`]
    if (names.some(each => aboutNobody.includes(each))) continue
    const [row] = await sql.unsafe<{ rows: number }[]>(
      `SELECT count(*)::int AS rows FROM ${schema}.${name}
        WHERE ${apart[`${schema}.${name}`] ?? 'true'}`,
    )
    if (row !== undefined && row.rows > 0) left[`${where} ${schema}.${name}`] = row.rows
  }
  return left
}

/** How many traces of `ofNobody` the hub keeps: each forgetting of traces writes one. */
export async function countOwnTraces({ hub }: Counts): Promise<number> {
  const [row] = await hub.unsafe<{ rows: number }[]>(
    `SELECT count(*)::int AS rows FROM audit.event WHERE ${ofNobody}`,
  )
  return row?.rows ?? -1
}
