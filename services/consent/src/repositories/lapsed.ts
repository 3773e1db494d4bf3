import type { Transaction } from '@unefois/database'

/** How many rows of each kind one round of forgetting took. */
export interface Forgotten {
  readonly objections: number
  readonly agreements: number
}

/** Deletes at most `rowsMax` of each: objections that lapsed, agreements that ended. */
export async function deleteLapsed(
  transaction: Transaction,
  at: Date,
  rowsMax: number,
): Promise<Forgotten> {
  const objections = await transaction`
    DELETE FROM consent.objection WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM consent.objection WHERE lapses_at <= ${at}
      ORDER BY lapses_at LIMIT ${rowsMax}))`
  const agreements = await transaction`
    DELETE FROM consent.person_agreement WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM consent.person_agreement WHERE valid_until <= ${at}
      ORDER BY valid_until LIMIT ${rowsMax}))`
  return { objections: objections.count, agreements: agreements.count }
}

/** Deletes answers of keys from before a day, and the counts of days before another. */
export async function deleteOldKeys(
  transaction: Transaction,
  before: { answersOf: string; countsOf: string },
): Promise<void> {
  await transaction`DELETE FROM consent.idempotency WHERE fingerprint_day < ${before.answersOf}`
  await transaction`DELETE FROM consent.lodging_use WHERE day < ${before.countsOf}`
}

/** The generations of the objection index key under which a row still lives. */
export async function listLiveGenerations(transaction: Transaction): Promise<readonly string[]> {
  const rows = await transaction<{ label: string }[]>`
    SELECT index_key AS label FROM consent.objection
    UNION SELECT index_key FROM consent.person_agreement`
  return rows.map(({ label }) => label)
}
