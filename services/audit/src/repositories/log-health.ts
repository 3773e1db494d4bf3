import type { Database } from '@unefois/database'

/** A published checkpoint, and who has said so too. */
export interface PublishedRow {
  readonly size: number
  readonly at: Date
  readonly pads: number
  readonly cosigned: number
}

/** The newest published checkpoints, newest first. */
export async function listPublished(sql: Database, rowsMax: number): Promise<PublishedRow[]> {
  return sql<PublishedRow[]>`
    SELECT c.size::float8 AS size, c.published_at AS at, c.pads,
      (SELECT count(*)::int FROM audit.cosignature AS s WHERE s.size = c.size) AS cosigned
    FROM audit.log_checkpoint AS c WHERE c.published_at IS NOT NULL AND c.note IS NOT NULL
    ORDER BY c.size DESC LIMIT ${rowsMax}`
}

/** Since when something has waited for its number, or a number for its signature. */
export async function findWaitingSince(sql: Database): Promise<Date | undefined> {
  const [row] = await sql<{ since: Date | null }[]>`
    SELECT least(audit.log_waiting_since(),
      (SELECT min(at) FROM audit.log_checkpoint WHERE note IS NULL)) AS since`
  return row?.since ?? undefined
}

/** The newest signed state of the tree, published or not. */
export async function findNewest(
  sql: Database,
): Promise<{ readonly size: number; readonly at: Date } | undefined> {
  const [row] = await sql<{ size: number; at: Date }[]>`
    SELECT size::float8 AS size, at FROM audit.log_checkpoint WHERE note IS NOT NULL
    ORDER BY log_checkpoint.size DESC LIMIT 1`
  return row
}

/** The last thing that each witness said, with the agencies that have said nothing yet. */
export async function listLastCosignatures(
  sql: Database,
): Promise<
  { readonly agency: string; readonly size: number | null; readonly signature: string | null }[]
> {
  return sql<{ agency: string; size: number | null; signature: string | null }[]>`
    SELECT w.agency, c.size::float8 AS size, c.signature FROM audit.witness AS w
    LEFT JOIN LATERAL (SELECT s.size, s.signature FROM audit.cosignature AS s
      WHERE s.agency = w.agency ORDER BY s.size DESC LIMIT 1) AS c ON true
    ORDER BY w.agency`
}
