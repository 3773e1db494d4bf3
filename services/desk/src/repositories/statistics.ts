import type { DeskStatistics, OutcomeCounts } from '@unefois/contracts'
import type { Database } from '@unefois/database'
import { isOverdue } from './queues.ts'

/**
 * Exact counts of one desk: acts between two instants, where its cases stand on a day. Signals
 * are counted where they arrive and where they are erased; everywhere else a case counts once,
 * however many signals are joined to it.
 */
export async function countCases(
  sql: Database,
  period: { from: Date; to: Date; today: string },
): Promise<Omit<DeskStatistics, 'from' | 'to' | 'outcomes'>> {
  const within = (column: string) =>
    sql`${sql(column)} >= ${period.from} AND ${sql(column)} < ${period.to}`
  const [row] = await sql<Omit<DeskStatistics, 'from' | 'to' | 'outcomes'>[]>`
    SELECT
      count(*) FILTER (WHERE ${within('received_at')})::int AS received,
      count(*) FILTER (WHERE joined_to IS NOT NULL AND ${within('received_at')})::int AS joined,
      count(*) FILTER (WHERE joined_to IS NULL
        AND ${within('taken_charge_at')})::int AS "takenCharge",
      count(*) FILTER (WHERE ${within('informed_at')})::int AS informed,
      count(*) FILTER (WHERE state = 'closed' AND joined_to IS NULL
        AND ${within('ended_at')})::int AS closed,
      count(*) FILTER (WHERE state = 'declined' AND joined_to IS NULL
        AND ${within('ended_at')})::int AS declined,
      count(*) FILTER (WHERE ${within('erased_at')})::int AS erased,
      (SELECT count(*)::int FROM desk.quarantine WHERE ${within('at')}) AS quarantined,
      count(*) FILTER (WHERE state = 'to-take-up')::int AS waiting,
      count(*) FILTER (WHERE state = 'taken-charge')::int AS "inProgress",
      count(*) FILTER (WHERE state = 'on-hold')::int AS "onHold",
      count(*) FILTER (WHERE ${isOverdue(sql, period.today)})::int AS overdue
    FROM desk.cases`
  if (row === undefined) throw new Error('an aggregate answers one row')
  return row
}

/**
 * Half of what was told, or closed, within the period was so within how many days of reception.
 * Undefined of `few` or fewer: a median of few is somebody's own.
 */
export async function medianDays(
  sql: Database,
  period: { from: Date; to: Date; few: number },
): Promise<{ informed: number | undefined; closed: number | undefined }> {
  const { from, to, few } = period
  const [row] = await sql<{ informed: number | null; closed: number | null }[]>`
    SELECT
      CASE WHEN count(*) FILTER (WHERE told) > ${few} THEN round((percentile_cont(0.5)
        WITHIN GROUP (ORDER BY informed_days) FILTER (WHERE told))::numeric, 1)::float END
        AS informed,
      CASE WHEN count(*) FILTER (WHERE over) > ${few} THEN round((percentile_cont(0.5)
        WITHIN GROUP (ORDER BY closed_days) FILTER (WHERE over))::numeric, 1)::float END AS closed
    FROM (
      SELECT informed_at >= ${from} AND informed_at < ${to} AS told,
        state = 'closed' AND ended_at >= ${from} AND ended_at < ${to} AS over,
        extract(epoch FROM informed_at - received_at) / 86400 AS informed_days,
        extract(epoch FROM ended_at - received_at) / 86400 AS closed_days
      FROM desk.cases WHERE joined_to IS NULL AND (informed_at >= ${from} OR ended_at >= ${from})
    ) AS counted`
  return { informed: row?.informed ?? undefined, closed: row?.closed ?? undefined }
}

/** How many closed cases carry each outcome; one closing may carry several. */
export async function countOutcomes(
  sql: Database,
  period: { from: Date; to: Date },
): Promise<OutcomeCounts> {
  const rows = await sql<{ outcome: string; count: number }[]>`
    SELECT unnest(outcomes) AS outcome, count(*)::int AS count FROM desk.cases
    WHERE state = 'closed' AND joined_to IS NULL
      AND ended_at >= ${period.from} AND ended_at < ${period.to}
    GROUP BY 1 ORDER BY 1`
  return Object.fromEntries(rows.map(row => [row.outcome, row.count]))
}

/** What the operator's dashboard shows: cases by state and what waits to be told. */
export async function countForMetrics(
  sql: Database,
): Promise<{ states: { state: string; count: number }[]; outbox: number }> {
  const states = await sql<{ state: string; count: number }[]>`
    SELECT state, count(*)::int AS count FROM desk.cases GROUP BY state`
  const [outbox] = await sql<{ count: number }[]>`SELECT count(*)::int AS count FROM desk.outbox`
  return { states: [...states], outbox: outbox?.count ?? 0 }
}
