import type { Transaction } from '@unefois/database'

export interface ReleasableKey {
  readonly signalId: string
  readonly kek: string
  readonly wrapped: Buffer
  readonly sender: string
  readonly purpose: string
  readonly agreementId: string
  readonly agreementHash: string
}

/**
 * Statement 1 of a release: locks the receiver's live keys in id order (objections lock in the same
 * order) and marks the first release. `ids` come sorted; the range lets Postgres prune partitions.
 */
export async function lockAndMarkReleased(
  transaction: Transaction,
  receiver: string,
  ids: readonly string[],
  at: Date,
): Promise<void> {
  await transaction`
    WITH locked AS MATERIALIZED (
      SELECT signal_id FROM exchange.data_key
      WHERE signal_id = ANY (${ids}::uuid[]) AND receiver = ${receiver}
        AND signal_id BETWEEN ${ids[0] ?? null}::uuid AND ${ids.at(-1) ?? null}::uuid
      ORDER BY signal_id FOR UPDATE
    )
    UPDATE exchange.data_key AS k SET released_at = ${at} FROM locked
    WHERE k.signal_id = locked.signal_id AND k.released_at IS NULL
      AND k.signal_id BETWEEN ${ids[0] ?? null}::uuid AND ${ids.at(-1) ?? null}::uuid`
}

/** Statement 2 of a release: what may still be opened, expired and withdrawn signals left out. */
export async function readReleasable(
  transaction: Transaction,
  receiver: string,
  ids: readonly string[],
  at: Date,
): Promise<ReleasableKey[]> {
  return transaction<ReleasableKey[]>`
    SELECT k.signal_id AS "signalId", k.kek, k.wrapped, k.sender, s.purpose,
      s.agreement_id AS "agreementId", s.agreement_hash AS "agreementHash"
    FROM exchange.data_key AS k JOIN exchange.signal AS s ON s.id = k.signal_id
    WHERE k.signal_id = ANY (${ids}::uuid[]) AND k.receiver = ${receiver}
      AND k.signal_id BETWEEN ${ids[0] ?? null}::uuid AND ${ids.at(-1) ?? null}::uuid
      AND s.id BETWEEN ${ids[0] ?? null}::uuid AND ${ids.at(-1) ?? null}::uuid
      AND s.expires_at > ${at} AND s.withdrawn_at IS NULL`
}
