import type { Transaction } from '@unefois/database'

export interface WithdrawnSignal {
  readonly receiver: string
  readonly state: string
  readonly purpose: string
  readonly agreementHash: string
  /** False when it had been withdrawn before. */
  readonly first: boolean
}

/**
 * Deletes the key and the waiting message of one signal, and orders that it be erased from the bus;
 * answers when the key was released.
 */
export async function destroySignal(
  transaction: Transaction,
  sender: string,
  signalId: string,
  at: Date,
): Promise<{ releasedAt: Date | null } | undefined> {
  const rows = await transaction<{ releasedAt: Date | null }[]>`
    DELETE FROM exchange.data_key WHERE signal_id = ${signalId} AND sender = ${sender}
    RETURNING released_at AS "releasedAt"`
  // A signal that is never published orders it too: its withdrawal takes as long.
  await transaction`
    WITH unsent AS (
      DELETE FROM exchange.outbox WHERE signal_id = ${signalId} AND sender = ${sender}
      RETURNING signal_id, receiver
    )
    INSERT INTO exchange.erasure_order (signal_id, receiver, reason, ordered_at)
    SELECT signal_id, receiver, 'withdrawal', ${at} FROM unsent`
  return rows[0]
}

/** Marks the withdrawal once; answers undefined when the signal is not the sender's. */
export async function markWithdrawn(
  transaction: Transaction,
  sender: string,
  signalId: string,
  at: Date,
): Promise<WithdrawnSignal | undefined> {
  const rows = await transaction<WithdrawnSignal[]>`
    UPDATE exchange.signal SET withdrawn_at = ${at}
    WHERE id = ${signalId} AND sender = ${sender} AND withdrawn_at IS NULL
    RETURNING receiver, state, purpose, agreement_hash AS "agreementHash", true AS first`
  if (rows[0] !== undefined) return rows[0]
  const earlier = await transaction<WithdrawnSignal[]>`
    SELECT receiver, state, purpose, agreement_hash AS "agreementHash", false AS first
    FROM exchange.signal WHERE id = ${signalId} AND sender = ${sender}`
  return earlier[0]
}

/** One recall a signal: the receiver erases, or never stores, and answers with a receipt. */
export async function insertRecall(
  transaction: Transaction,
  recall: {
    id: string
    signalId: string
    receiver: string
    reason: 'withdrawn' | 'objection' | 'agreement-withdrawn' | 'expired'
    createdAt: Date
    dueAt: Date
  },
): Promise<void> {
  await transaction`
    INSERT INTO exchange.recall (id, signal_id, receiver, reason, created_at, due_at)
    VALUES (${recall.id}, ${recall.signalId}, ${recall.receiver}, ${recall.reason},
      ${recall.createdAt}, ${recall.dueAt})
    ON CONFLICT DO NOTHING`
}
