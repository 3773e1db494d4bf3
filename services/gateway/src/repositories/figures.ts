import type { Database } from '@unefois/database'

export interface StateCounts {
  readonly accepted: number
  readonly received: number
  readonly takenCharge: number
  readonly closed: number
  readonly declined: number
  readonly erased: number
  readonly withdrawn: number
}

/** Signals accepted in the period, by how far each has come (a closed one was received too). */
export async function countStates(sql: Database, from: Date, to: Date): Promise<StateCounts> {
  const [row] = await sql<StateCounts[]>`
    SELECT count(*)::int AS accepted,
      count(*) FILTER (WHERE state <> 'sent')::int AS received,
      count(*) FILTER (WHERE e.taken)::int AS "takenCharge",
      count(*) FILTER (WHERE e.closed)::int AS closed,
      count(*) FILTER (WHERE e.declined)::int AS declined,
      count(*) FILTER (WHERE state = 'erased')::int AS erased,
      count(*) FILTER (WHERE withdrawn_at IS NOT NULL)::int AS withdrawn
    FROM exchange.signal AS s LEFT JOIN LATERAL (
      SELECT bool_or(type = 'taken-charge') AS taken, bool_or(type = 'closed') AS closed,
        bool_or(type = 'declined') AS declined
      FROM exchange.case_event AS c WHERE c.signal_id = s.id
    ) AS e ON true
    WHERE s.accepted_at >= ${from} AND s.accepted_at < ${to}`
  if (row === undefined) throw new Error('an aggregate always answers one row')
  return row
}

/** Outcomes of closed signals of the period, by code. Multi-valued: they may sum to more. */
export async function countOutcomes(
  sql: Database,
  from: Date,
  to: Date,
): Promise<Record<string, number>> {
  const rows = await sql<{ outcome: string; signals: number }[]>`
    SELECT outcome, count(*)::int AS signals
    FROM exchange.signal, unnest(outcomes) AS outcome
    WHERE accepted_at >= ${from} AND accepted_at < ${to} AND state IN ('closed', 'erased')
    GROUP BY outcome ORDER BY outcome`
  return Object.fromEntries(rows.map(row => [row.outcome, row.signals]))
}

/** Recalls sent in the period and the receipts they got. */
export async function countRecalls(
  sql: Database,
  from: Date,
  to: Date,
): Promise<{ recalls: number; receipts: number }> {
  const [row] = await sql<{ recalls: number; receipts: number }[]>`
    SELECT count(*)::int AS recalls, count(receipted_at)::int AS receipts
    FROM exchange.recall WHERE created_at >= ${from} AND created_at < ${to}
      AND reason NOT IN ('restricted', 'lifted')`
  return row ?? { recalls: 0, receipts: 0 }
}

/** Acts of release in the period, repeats included, as the trace counts them. */
export async function countReleases(sql: Database, from: Date, to: Date): Promise<number> {
  const [row] = await sql<{ events: number }[]>`
    SELECT coalesce(sum(events), 0)::int AS events FROM audit.count_events(${from}, ${to})
    WHERE operation = 'signal-release'`
  return row?.events ?? 0
}
