import type { Transaction } from '@unefois/database'

/** What one round of forgetting took: rows of each kind, and the ids they had. */
export interface Lapsed {
  readonly objections: readonly string[]
  readonly agreements: readonly string[]
  readonly requests: readonly string[]
}

/** Deletes at most `rowsMax` of each: objections that lapsed, agreements, requests that ended. */
export async function deleteLapsed(
  transaction: Transaction,
  at: Date,
  rowsMax: number,
): Promise<Lapsed> {
  const objections = await transaction<{ id: string }[]>`
    DELETE FROM consent.objection WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM consent.objection WHERE lapses_at <= ${at}
      ORDER BY lapses_at LIMIT ${rowsMax})) RETURNING id`
  const agreements = await transaction<{ id: string }[]>`
    DELETE FROM consent.person_agreement WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM consent.person_agreement WHERE valid_until <= ${at}
      ORDER BY valid_until LIMIT ${rowsMax})) RETURNING id`
  const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id)
  return {
    objections: idsOf(objections),
    agreements: idsOf(agreements),
    requests: idsOf(await deleteRequests(transaction, at, rowsMax)),
  }
}

/** Successions, restrictions, requests for access: what is kept beside objections. */
function deleteRequests(
  transaction: Transaction,
  at: Date,
  rowsMax: number,
): PromiseLike<readonly { id: string }[]> {
  const lapsed = (table: string) => transaction`
    DELETE FROM ${transaction(`consent.${table}`)} WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM ${transaction(`consent.${table}`)} WHERE lapses_at <= ${at}
      ORDER BY lapses_at LIMIT ${rowsMax})) RETURNING id`
  return transaction<{ id: string }[]>`
    WITH s AS (${lapsed('succession')}), r AS (${lapsed('restriction')}),
      a AS (${lapsed('access_request')})
    SELECT id FROM s UNION ALL SELECT id FROM r UNION ALL SELECT id FROM a`
}

/**
 * Deletes answers of keys from before a day, and the counts of days before another; answers how
 * many answers.
 */
export async function deleteOldKeys(
  transaction: Transaction,
  before: { answersOf: string; countsOf: string },
): Promise<number> {
  const answers = await transaction`
    DELETE FROM consent.idempotency WHERE fingerprint_day < ${before.answersOf}`
  await transaction`DELETE FROM consent.lodging_use WHERE day < ${before.countsOf}`
  return answers.count
}
