import { bytes, type Transaction } from '@unefois/database'

/** That a number has a successor, which lies here sealed. */
export interface StoredSuccession {
  readonly id: string
  readonly indexKey: string
  readonly successor: Buffer
}

/** Keeps which number follows the one of this index. */
export async function insertSuccession(
  transaction: Transaction,
  row: StoredSuccession & {
    readonly subjectIndex: Buffer
    readonly toldAt: Date
    readonly lapsesAt: Date
  },
): Promise<void> {
  await transaction`
    INSERT INTO consent.succession (id, subject_index, index_key, successor, told_at, lapses_at)
    VALUES (${row.id}, ${row.subjectIndex}, ${row.indexKey}, ${row.successor}, ${row.toldAt},
      ${row.lapsesAt})`
}

/** What follows the number of these indexes. */
export async function listSuccessions(
  transaction: Transaction,
  indexes: readonly Buffer[],
  at: Date,
): Promise<readonly StoredSuccession[]> {
  return transaction<StoredSuccession[]>`
    SELECT id, index_key AS "indexKey", successor FROM consent.succession
    WHERE subject_index = ANY (${bytes(transaction, indexes)}) AND lapses_at > ${at}
    ORDER BY id`
}
