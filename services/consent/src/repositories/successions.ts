import { bytes, type Transaction } from '@unefois/database'

/** That a number has a successor, or a predecessor, which lies here sealed. */
export interface StoredSuccession {
  readonly id: string
  readonly indexKey: string
  readonly other: Buffer
}

/** Keeps which number follows the one of this index, or came before it. */
export async function insertSuccession(
  transaction: Transaction,
  row: StoredSuccession & {
    readonly kind: 'successor' | 'predecessor'
    readonly subjectIndex: Buffer
    readonly toldAt: Date
    readonly lapsesAt: Date
  },
): Promise<void> {
  await transaction`
    INSERT INTO consent.succession (id, kind, subject_index, index_key, other, told_at, lapses_at)
    VALUES (${row.id}, ${row.kind}, ${row.subjectIndex}, ${row.indexKey}, ${row.other},
      ${row.toldAt}, ${row.lapsesAt})`
}

/** What follows the number of these indexes. */
export async function listSuccessions(
  transaction: Transaction,
  indexes: readonly Buffer[],
  at: Date,
): Promise<readonly StoredSuccession[]> {
  return transaction<StoredSuccession[]>`
    SELECT id, index_key AS "indexKey", other FROM consent.succession
    WHERE kind = 'successor' AND subject_index = ANY (${bytes(transaction, indexes)})
      AND lapses_at > ${at}
    ORDER BY id`
}
