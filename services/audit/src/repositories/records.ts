import type { Transaction } from '@unefois/database'

/** What the service itself has kept long enough: how many rows of each went. */
export interface RecordsForgotten {
  readonly entries: number
  readonly holds: number
  readonly answers: number
}

/**
 * Deletes the records of erasures and holds that are as old as the oldest trace may be, and answers
 * of keys from before a day.
 */
export async function deleteOldRecords(
  transaction: Transaction,
  before: { records: Date; answersOf: string },
): Promise<RecordsForgotten> {
  await transaction`
    DELETE FROM audit.certificate AS c USING audit.erasure_journal AS j
    WHERE c.id = j.id AND j.at <= ${before.records}`
  const entries = await transaction`
    DELETE FROM audit.erasure_journal WHERE at <= ${before.records}`
  const holds = await transaction`
    DELETE FROM audit.legal_hold WHERE coalesce(ended_at, ends_at) <= ${before.records}`
  const answers = await transaction`
    DELETE FROM audit.idempotency WHERE fingerprint_day < ${before.answersOf}`
  return { entries: entries.count, holds: holds.count, answers: answers.count }
}
