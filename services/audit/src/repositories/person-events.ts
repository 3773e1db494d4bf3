import { bytes, type Transaction } from '@unefois/database'
import type { LeafSource } from '@unefois/log-leaves'

/** One act or erasure about a person, with what makes its leaf readable. */
export interface PersonEvent {
  readonly source: LeafSource
  /** False for an erasure that names others, too: only this person's part of it is here. */
  readonly isWhole: boolean
  /** Undefined until it has its number, and for what is not whole. */
  readonly opening:
    | { readonly index: number; readonly nonce1: Buffer; readonly nonce2: Buffer | null }
    | undefined
  readonly secondErasedAt: Date | null
}

interface PersonRow extends LeafSource {
  readonly is_whole: boolean
  readonly log_index: string | null
  readonly nonce_1: Buffer | null
  readonly nonce_2: Buffer | null
  readonly detail_erased_at: Date | null
}

/** Everything that these indexes lead to, oldest first, `eventsMax` at most. */
export async function listPersonEvents(
  transaction: Transaction,
  indexes: readonly Buffer[],
  eventsMax: number,
): Promise<readonly PersonEvent[]> {
  const rows = await transaction<PersonRow[]>`
    SELECT * FROM audit.find_person_events(${bytes(transaction, indexes)}, ${eventsMax})`
  return rows.map(({ is_whole, log_index, nonce_1, nonce_2, detail_erased_at, ...source }) => ({
    source,
    isWhole: is_whole,
    opening:
      log_index === null || nonce_1 === null
        ? undefined
        : { index: Number(log_index), nonce1: nonce_1, nonce2: nonce_2 },
    secondErasedAt: detail_erased_at,
  }))
}

/** What follows a number, or came before it, sealed as consent keeps it. */
export interface SealedSuccession {
  readonly id: string
  readonly indexKey: string
  readonly other: Buffer
}

/** Every succession told of the number of these indexes. */
export async function listSuccessions(
  transaction: Transaction,
  indexes: readonly Buffer[],
  at: Date,
): Promise<readonly SealedSuccession[]> {
  return transaction<SealedSuccession[]>`
    SELECT id, index_key AS "indexKey", other
    FROM consent.find_successions(${bytes(transaction, indexes)}, ${at})`
}
