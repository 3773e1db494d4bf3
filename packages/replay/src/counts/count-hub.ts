import type { Database } from '@unefois/database'
import type { Figures } from '../result.ts'

/** A half-open period of the hub's clock. */
export interface Period {
  readonly from: Date
  readonly to: Date
}

/** What the hub's database holds of the signals accepted in a period. */
export async function countHub(sql: Database, { from, to }: Period): Promise<Figures> {
  const [states] = await sql<Record<string, number>[]>`
    WITH mine AS (
      SELECT id, state FROM exchange.signal WHERE accepted_at >= ${from} AND accepted_at < ${to}
    ), told AS (
      SELECT DISTINCT signal_id, type FROM exchange.case_event
      WHERE signal_id IN (SELECT id FROM mine)
    )
    SELECT (SELECT count(*)::int FROM mine) AS accepted,
      (SELECT count(*)::int FROM mine WHERE state <> 'sent') AS received,
      (SELECT count(*)::int FROM told WHERE type = 'taken-charge') AS "takenCharge",
      (SELECT count(*)::int FROM told WHERE type = 'closed') AS closed,
      (SELECT count(*)::int FROM audit.event
        WHERE operation = 'signal-release' AND at >= ${from} AND at < ${to}) AS "traceOfReleases"`
  const outcomes = await sql<{ outcome: string; signals: number }[]>`
    SELECT outcome, count(*)::int AS signals FROM exchange.signal, unnest(outcomes) AS outcome
    WHERE accepted_at >= ${from} AND accepted_at < ${to} GROUP BY outcome`
  return {
    ...states,
    ...Object.fromEntries(outcomes.map(row => [`hub-${row.outcome}`, row.signals])),
  }
}

/** How many of these signals the hub could still open: their keys and sealed bytes. */
export async function countStillHeld(sql: Database, ids: readonly string[]): Promise<number> {
  const [row] = await sql<{ held: number }[]>`
    SELECT (SELECT count(*)::int FROM exchange.data_key WHERE signal_id = ANY (${ids}::uuid[]))
      + (SELECT count(*)::int FROM exchange.outbox WHERE signal_id = ANY (${ids}::uuid[])) AS held`
  return row?.held ?? -1
}

/**
 * The same where people have objected: a signal that was void from the start keeps rows of random
 * bytes, which no key opens and which therefore do not count.
 */
export async function countStillHeldUnderKey(
  sql: Database,
  ids: readonly string[],
): Promise<number> {
  const voids = await sql<{ id: string }[]>`
    SELECT signal_id AS id FROM exchange.outbox
    WHERE signal_id = ANY (${[...ids]}::uuid[]) AND void`
  const random = new Set(voids.map(row => row.id))
  return countStillHeld(
    sql,
    ids.filter(id => !random.has(id)),
  )
}

/** Rows of the hub's trace about these signals, by what was done. */
export async function countTraces(
  sql: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await sql<{ operation: string; events: number }[]>`
    SELECT operation, count(*)::int AS events FROM audit.event
    WHERE signal_id = ANY (${ids}::uuid[]) GROUP BY operation ORDER BY operation`
  return new Map(rows.map(row => [row.operation, row.events]))
}
