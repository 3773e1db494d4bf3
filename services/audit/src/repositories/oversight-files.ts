import type { Database, Transaction } from '@unefois/database'

/** Why a file is opened. */
export const fileReasons = ['person-request', 'complaint', 'breach', 'authority'] as const
export type FileReason = (typeof fileReasons)[number]

/** A file of the hub's officers. */
export interface OversightFile {
  readonly id: string
  readonly reason: FileReason
  readonly reference: string
  readonly openedAt: Date
  readonly openedBy: string
  readonly closedAt: Date | null
  readonly closedBy: string | null
}

/** A file, and whether a search in it waits for a second person. */
export interface ListedFile extends OversightFile {
  readonly isWaiting: boolean
}

/** Writes a new file. */
export async function insertFile(
  transaction: Transaction,
  file: Omit<OversightFile, 'closedAt' | 'closedBy'>,
): Promise<void> {
  await transaction`
    INSERT INTO audit.oversight_file (id, reason, reference, opened_at, opened_by)
    VALUES (${file.id}, ${file.reason}, ${file.reference}, ${file.openedAt}, ${file.openedBy})`
}

/** A file by its id; locked until the transaction ends, so that it does not close meanwhile. */
export async function lockFile(
  transaction: Transaction,
  id: string,
): Promise<OversightFile | undefined> {
  const [file] = await transaction<OversightFile[]>`
    SELECT id, reason, reference, opened_at AS "openedAt", opened_by AS "openedBy",
      closed_at AS "closedAt", closed_by AS "closedBy"
    FROM audit.oversight_file WHERE id = ${id} FOR UPDATE`
  return file
}

/** Files, the newest first, from before an id. */
export async function listFiles(
  sql: Database | Transaction,
  { before, at, rowsMax }: { before: string | undefined; at: Date; rowsMax: number },
): Promise<readonly ListedFile[]> {
  return sql<ListedFile[]>`
    SELECT f.id, f.reason, f.reference, f.opened_at AS "openedAt", f.opened_by AS "openedBy",
      f.closed_at AS "closedAt", f.closed_by AS "closedBy",
      EXISTS (SELECT FROM audit.person_search AS s WHERE s.file_id = f.id AND s.verdict IS NULL
        AND s.ends_at > ${at} AND f.closed_at IS NULL) AS "isWaiting"
    FROM audit.oversight_file AS f
    WHERE ${before ?? null}::uuid IS NULL OR f.id < ${before ?? null}::uuid
    ORDER BY f.id DESC LIMIT ${rowsMax}`
}

/** Closes a file; about whom it searched goes. */
export async function closeFile(
  transaction: Transaction,
  { id, at, by }: { id: string; at: Date; by: string },
): Promise<void> {
  await transaction`
    UPDATE audit.oversight_file SET closed_at = ${at}, closed_by = ${by} WHERE id = ${id}`
  await transaction`
    UPDATE audit.person_search SET subject_index = NULL WHERE file_id = ${id}`
}
