import type { Database, Transaction } from '@unefois/database'

/** Held while an erasing closing is counted and made: two at once cannot both be the last one. */
const countingLock = 7_310_012

/** The closings of one person in a window. */
export interface AdviserClosings {
  readonly agent: string
  readonly closed: number
  readonly erasing: number
  /** Erasing closings of others that this person confirmed. */
  readonly confirmed: number
}

/** Makes erasing closings take turns until the transaction ends. */
export async function lockErasingClosings(sql: Transaction): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${countingLock})`
}

/**
 * Closings since an instant, by whoever decided them, and declined cases that were not sent on;
 * `erasing` are the outcomes that erase, as declining does.
 */
export async function countClosings(
  sql: Database | Transaction,
  window: { since: Date; erasing: readonly string[] },
): Promise<AdviserClosings[]> {
  const { since, erasing } = window
  return sql<AdviserClosings[]>`
    WITH closing AS (
      SELECT closed_by, confirmed_by,
        state = 'declined' OR outcomes && ${[...erasing]}::text[] AS erases
      FROM desk.cases WHERE closed_by IS NOT NULL AND ended_at >= ${since}
    ), act AS (
      SELECT closed_by AS agent, 1 AS closed, erases::int AS erasing, 0 AS confirmed FROM closing
      UNION ALL
      SELECT confirmed_by, 0, 0, 1 FROM closing WHERE confirmed_by IS NOT NULL
    )
    SELECT agent, sum(closed)::int AS closed, sum(erasing)::int AS erasing,
      sum(confirmed)::int AS confirmed
    FROM act GROUP BY agent ORDER BY agent`
}

/** Closings that wait for a second person, proposed before an instant. */
export async function countWaiting(sql: Database, before: Date): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    SELECT count(*)::int AS count FROM desk.cases WHERE proposed_at < ${before}`
  return row?.count ?? 0
}
