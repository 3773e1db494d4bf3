import type { Database, Transaction } from '@unefois/database'
import type { OfficersRecord } from '@unefois/retention'

/** Records of officers of one kind and state, last worked on or closed on a day (UTC). */
export interface RecordDay {
  readonly kind: OfficersRecord['kind']
  readonly isClosed: boolean
  readonly day: string
  readonly count: number
}

/** What officers keep, counted by the day from which its end is reckoned. */
export async function countRecordDays(sql: Database): Promise<readonly RecordDay[]> {
  return sql<RecordDay[]>`
    SELECT r.kind, r.closed_at IS NOT NULL AS "isClosed", count(*)::int AS count,
      (coalesce(r.closed_at, r.last_at) AT TIME ZONE 'UTC')::date::text AS day
    FROM (
      SELECT 'file' AS kind, f.closed_at, greatest(f.opened_at, (
        SELECT max(greatest(s.asked_at, s.decided_at)) FROM audit.person_search AS s
        WHERE s.file_id = f.id)) AS last_at
      FROM audit.oversight_file AS f
      UNION ALL
      SELECT 'breach', b.closed_at, greatest(b.opened_at, b.notified_at) FROM audit.breach AS b
    ) AS r GROUP BY 1, 2, 4`
}

/** Closes files in which nothing was done since an instant; answers their ids. */
export async function closeQuietFiles(
  transaction: Transaction,
  { before, at, by }: { before: Date; at: Date; by: string },
): Promise<readonly string[]> {
  const rows = await transaction<{ id: string }[]>`
    UPDATE audit.oversight_file AS f SET closed_at = ${at}, closed_by = ${by}
    WHERE f.closed_at IS NULL AND f.opened_at <= ${before} AND NOT EXISTS (
      SELECT FROM audit.person_search AS s
      WHERE s.file_id = f.id AND greatest(s.asked_at, s.decided_at) > ${before})
    RETURNING f.id`
  return rows.map(({ id }) => id)
}

/** Deletes files and breaches closed before an instant, and breaches open since before another. */
export async function deleteOldRecords(
  transaction: Transaction,
  { closed, open }: { closed: Date; open: Date },
): Promise<void> {
  await transaction`DELETE FROM audit.oversight_file WHERE closed_at <= ${closed}`
  await transaction`
    DELETE FROM audit.breach WHERE closed_at <= ${closed}
      OR (closed_at IS NULL AND greatest(opened_at, notified_at) <= ${open})`
}
