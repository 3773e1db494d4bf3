import type { Database } from '@unefois/database'

/** What the agency found about itself in the hub's log. */
export interface WatchedEntry {
  readonly index: number
  readonly at: Date
  readonly operation: string
  /** The id of a key, the hash of an agreement, or a participant. */
  readonly name: string
  /** Null where there was nothing to judge, or nothing to judge by. */
  readonly isKnown: boolean | null
}

/** The last leaf of a log that was looked at; -1 before the first. */
export async function findLastWatched(sql: Database, origin: string): Promise<number> {
  const [row] = await sql<{ last: string | null }[]>`
    SELECT max(log_index) AS last FROM audit.watched_entry WHERE origin = ${origin}`
  return Number(row?.last ?? -1)
}

/** Keeps what was found; the same found again is left as it was judged. */
export async function keepWatched(
  sql: Database,
  origin: string,
  entries: readonly WatchedEntry[],
): Promise<void> {
  if (entries.length === 0) return
  await sql`
    INSERT INTO audit.watched_entry (origin, log_index, at, operation, name, is_known)
    SELECT ${origin}, e.index, e.at, e.operation, e.name, e."isKnown"
    FROM json_to_recordset(${JSON.stringify(entries)}::text::json)
      AS e(index bigint, at timestamptz, operation text, name text, "isKnown" boolean)
    ON CONFLICT DO NOTHING`
}

/** Everything that was found, of every log of the hub, oldest first. */
export async function listWatched(sql: Database, rowsMax: number): Promise<WatchedEntry[]> {
  const rows = await sql<(Omit<WatchedEntry, 'index'> & { index: string })[]>`
    SELECT log_index AS index, at, operation, name, is_known AS "isKnown" FROM audit.watched_entry
    ORDER BY at, log_index LIMIT ${rowsMax}`
  return rows.map(row => ({ ...row, index: Number(row.index) }))
}

/** Those that are not known and neither retired nor ended since. */
export async function listUnknown(sql: Database): Promise<readonly { name: string }[]> {
  return sql<{ name: string }[]>`
    SELECT DISTINCT w.name FROM audit.watched_entry AS w
    WHERE NOT w.is_known AND NOT EXISTS (SELECT FROM audit.watched_entry AS o
      WHERE o.name = w.name AND o.at >= w.at AND o.operation IN ('key-retire', 'agreement-end'))`
}

/** Of these names, those that this log, and no former one, told of under this operation. */
export async function findWatched(
  sql: Database,
  origin: string,
  operation: string,
  names: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await sql<{ name: string }[]>`
    SELECT DISTINCT name FROM audit.watched_entry
    WHERE origin = ${origin} AND operation = ${operation} AND name = ANY (${[...names]}::text[])`
  return new Set(rows.map(({ name }) => name))
}
