import type { Transaction } from '@unefois/database'

/** A search by number: asked for, and approved or refused by another officer. */
export interface PersonSearch {
  readonly id: string
  readonly askedAt: Date
  readonly askedBy: string
  readonly endsAt: Date
  readonly verdict: 'approved' | 'refused' | null
  readonly decidedAt: Date | null
  readonly decidedBy: string | null
  readonly indexKey: string
  /** About whom; null once it is over. */
  readonly subjectIndex: Buffer | null
}

/** Writes that a search is asked for. */
export async function insertSearch(
  transaction: Transaction,
  search: Pick<PersonSearch, 'id' | 'askedAt' | 'askedBy' | 'endsAt'> & {
    readonly fileId: string
    readonly subject: { readonly label: string; readonly index: Buffer }
  },
): Promise<void> {
  const { id, fileId, askedAt, askedBy, endsAt, subject } = search
  await transaction`
    INSERT INTO audit.person_search (id, file_id, asked_at, asked_by, ends_at, index_key,
      subject_index)
    VALUES (${id}, ${fileId}, ${askedAt}, ${askedBy}, ${endsAt}, ${subject.label},
      ${subject.index})`
}

/** What was asked in a file, the newest first; in a lock of the file. */
export async function listSearches(
  transaction: Transaction,
  { fileId, rowsMax }: { fileId: string; rowsMax: number },
): Promise<readonly PersonSearch[]> {
  return transaction<PersonSearch[]>`
    SELECT id, asked_at AS "askedAt", asked_by AS "askedBy", ends_at AS "endsAt", verdict,
      decided_at AS "decidedAt", decided_by AS "decidedBy", index_key AS "indexKey",
      subject_index AS "subjectIndex"
    FROM audit.person_search WHERE file_id = ${fileId} ORDER BY id DESC LIMIT ${rowsMax}`
}

/** Writes what the second person said; refused, about whom goes. */
export async function decideSearch(
  transaction: Transaction,
  decision: {
    readonly id: string
    readonly verdict: 'approved' | 'refused'
    readonly at: Date
    readonly by: string
    readonly endsAt: Date
  },
): Promise<void> {
  const { id, verdict, at, by, endsAt } = decision
  await transaction`
    UPDATE audit.person_search SET verdict = ${verdict}, decided_at = ${at}, decided_by = ${by},
      ends_at = ${endsAt},
      subject_index = CASE WHEN ${verdict} = 'approved' THEN subject_index END
    WHERE id = ${id}`
}

/** About whom goes from every search that is over. */
export async function forgetSubjects(transaction: Transaction, at: Date): Promise<number> {
  const gone = await transaction`
    UPDATE audit.person_search SET subject_index = NULL
    WHERE subject_index IS NOT NULL AND ends_at <= ${at}`
  return gone.count
}

/** How many searches in open files wait for another officer than this one. */
export async function countWaiting(
  transaction: Transaction,
  { at, agent }: { at: Date; agent: string },
): Promise<number> {
  const [row] = await transaction<{ n: number }[]>`
    SELECT count(*)::int AS n FROM audit.person_search AS s
    JOIN audit.oversight_file AS f ON f.id = s.file_id AND f.closed_at IS NULL
    WHERE s.subject_index IS NOT NULL AND s.verdict IS NULL AND s.ends_at > ${at}
      AND s.asked_by <> ${agent}`
  return row?.n ?? 0
}
