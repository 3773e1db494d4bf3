import type { Deletions } from '@unefois/contracts'
import type { Database } from '@unefois/database'

/** How many rows of one kind began a clock on a day. */
export interface Counted {
  readonly on: Date
  readonly count: number
}

/** Cases that hold a person, by their last day; those kept for a hold alone, by its end. */
export async function countCasesDue(sql: Database): Promise<Counted[]> {
  return sql<Counted[]>`
    SELECT (expires_on + 1)::timestamp AT TIME ZONE 'UTC' AS on, count(*)::int AS count
    FROM desk.cases WHERE erased_at IS NULL AND preserved_at IS NULL GROUP BY 1
    UNION ALL
    SELECT coalesce(h.ends_at, c.preserved_at), count(*)::int
    FROM desk.cases AS c LEFT JOIN LATERAL (
      SELECT max(l.ends_at) AS ends_at FROM audit.held_signal AS s
      JOIN audit.legal_hold AS l ON l.id = s.hold_id AND l.ended_at IS NULL
      WHERE s.signal_id = c.id) AS h ON true
    WHERE c.preserved_at IS NOT NULL AND c.erased_at IS NULL GROUP BY 1`
}

/** What is left of erased cases, by the day of their accept. */
export async function countRowsLeft(sql: Database): Promise<Counted[]> {
  return sql<Counted[]>`
    SELECT date_trunc('day', accepted_at, 'UTC') AS on, count(*)::int AS count FROM desk.cases
    WHERE erased_at IS NOT NULL GROUP BY 1`
}

/** Recalls and the tombstones without one, by day. */
export async function countRecalls(sql: Database): Promise<Counted[]> {
  return sql<Counted[]>`
    SELECT date_trunc('day', at, 'UTC') AS on, count(*)::int AS count
    FROM desk.tombstone GROUP BY 1`
}

/** What could not be taken and what the hub refused, by day. */
export async function countFaults(sql: Database): Promise<Counted[]> {
  return sql<Counted[]>`
    SELECT date_trunc('day', at, 'UTC') AS on, count(*)::int AS count
    FROM (SELECT at FROM desk.quarantine UNION ALL SELECT at FROM desk.refused_event) AS fault
    GROUP BY 1`
}

/** Answers of calls, by the day on which they were given. */
export async function countAnswers(sql: Database): Promise<Counted[]> {
  return sql<Counted[]>`
    SELECT date_trunc('day', at, 'UTC') AS on, count(*)::int AS count
    FROM desk.idempotency GROUP BY 1`
}

/** Keys of the cases, by the instant from which they wrap. */
export async function countKeks(sql: Database): Promise<Counted[]> {
  return sql<Counted[]>`
    SELECT begins_at AS on, count(*)::int AS count FROM desk.kek GROUP BY 1`
}

/** Traces by month, `2026-11`. */
export async function countTraces(sql: Database): Promise<{ month: string; count: number }[]> {
  return sql<{ month: string; count: number }[]>`
    SELECT month, sum(traces)::int AS count FROM audit.count_traces() GROUP BY 1`
}

/** Second parts of traces by the month of their signals' accept. */
export async function countOpenings(sql: Database): Promise<{ month: string; count: number }[]> {
  return sql<{ month: string; count: number }[]>`
    SELECT month, openings::int AS count FROM audit.count_second_openings()`
}

/** What the journal tells of an erasure and later. */
export async function countDone(sql: Database, since: Date): Promise<Deletions['done']> {
  const rows = await sql<(Omit<Deletions['done'][number], 'lastAt'> & { readonly lastAt: Date })[]>`
    SELECT owner, class, reason, count(*)::int AS entries, sum(count)::int AS count,
      max(at) AS "lastAt"
    FROM audit.erasure_journal WHERE at >= ${since} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`
  return rows.map(row => ({ ...row, lastAt: row.lastAt.toISOString() }))
}

/** Certificates made, and erasures that wait for theirs. */
export async function countCertificates(sql: Database): Promise<Deletions['certificates']> {
  const [row] = await sql<Deletions['certificates'][]>`
    SELECT (SELECT count(*)::int FROM audit.certificate) AS made,
      (SELECT count(*)::int FROM audit.erasure_journal WHERE certified_at IS NULL) AS waiting`
  if (row === undefined) throw new Error('an aggregate answers one row')
  return row
}
