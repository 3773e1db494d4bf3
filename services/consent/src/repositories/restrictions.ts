import { bytes, type Transaction } from '@unefois/database'

/** A restriction as it lies here, without the person. */
export interface StoredRestriction {
  readonly id: string
  readonly ground: string
  readonly restrictedAt: Date
  readonly lapsesAt: Date
}

/** Writes one under each of the person's numbers. */
export async function insertRestrictions(
  transaction: Transaction,
  row: StoredRestriction,
  under: readonly { readonly index: Buffer; readonly label: string }[],
): Promise<void> {
  for (const { index, label } of under) {
    await transaction`
      INSERT INTO consent.restriction (id, subject_index, index_key, ground, restricted_at,
        lapses_at)
      VALUES (${row.id}, ${index}, ${label}, ${row.ground}, ${row.restrictedAt}, ${row.lapsesAt})
      ON CONFLICT DO NOTHING`
  }
}

/** What a person has restricted and has not ended, by any of their indexes. */
export async function listRestrictions(
  transaction: Transaction,
  indexes: readonly Buffer[],
  at: Date,
): Promise<readonly StoredRestriction[]> {
  return transaction<StoredRestriction[]>`
    SELECT DISTINCT ON (id) id, ground, restricted_at AS "restrictedAt", lapses_at AS "lapsesAt"
    FROM consent.restriction
    WHERE subject_index = ANY (${bytes(transaction, indexes)}) AND lapses_at > ${at}
    ORDER BY id`
}

/** Deletes one under every number of the person. */
export async function deleteRestriction(transaction: Transaction, id: string): Promise<void> {
  await transaction`DELETE FROM consent.restriction WHERE id = ${id}`
}

/** Keeps the person's waiting signals from being given out, or ends that; answers those changed. */
export async function restrictKeys(
  transaction: Transaction,
  indexes: readonly Buffer[],
  isRestricted: boolean,
): Promise<readonly { readonly id: string; readonly receiver: string }[]> {
  return transaction<{ id: string; receiver: string }[]>`
    SELECT signal_id AS id, receiver
    FROM exchange.restrict_keys(${bytes(transaction, indexes)}, ${isRestricted})`
}
