import type { Database, Transaction } from '@unefois/database'

export interface WaitingSignal {
  readonly id: string
  readonly signalId: string
  readonly receiver: string
  readonly message: Buffer
}

export interface WaitingRecall {
  readonly id: string
  readonly signalId: string
  readonly receiver: string
  readonly reason: string
  readonly createdAt: Date
}

/**
 * Signals that wait and whose id is older than `before`: younger ones are still in the hands of the
 * gateway that accepted them. Rows that another gateway's relay holds are passed over.
 */
export async function takeWaitingSignals(
  transaction: Transaction,
  before: Date,
  limit: number,
): Promise<WaitingSignal[]> {
  return transaction<WaitingSignal[]>`
    SELECT id, signal_id AS "signalId", receiver, message FROM exchange.outbox
    WHERE published_at IS NULL AND NOT void AND signal_id < exchange.uuid_floor(${before})
    ORDER BY signal_id LIMIT ${limit} FOR UPDATE SKIP LOCKED`
}

/** Recalls not yet published, under the same rule. */
export async function takeWaitingRecalls(
  transaction: Transaction,
  limit: number,
): Promise<WaitingRecall[]> {
  return transaction<WaitingRecall[]>`
    SELECT id, signal_id AS "signalId", receiver, reason, created_at AS "createdAt"
    FROM exchange.recall WHERE published_at IS NULL
    ORDER BY id LIMIT ${limit} FOR UPDATE SKIP LOCKED`
}

/** Notes that the bus has these signals; `signalIds` come sorted. */
export async function markSignalsPublished(
  transaction: Transaction | Database,
  signalIds: readonly string[],
  at: Date,
): Promise<void> {
  await transaction`
    UPDATE exchange.outbox SET published_at = ${at}
    WHERE signal_id = ANY (${signalIds}::uuid[])
      AND signal_id BETWEEN ${signalIds[0] ?? null}::uuid AND ${signalIds.at(-1) ?? null}::uuid`
}

/** Notes that the bus has these recalls. */
export async function markRecallsPublished(
  transaction: Transaction,
  ids: readonly string[],
  at: Date,
): Promise<void> {
  await transaction`
    UPDATE exchange.recall SET published_at = ${at} WHERE id = ANY (${ids}::uuid[])`
}

/** The births of the streams as last seen, by receiver. */
export async function readStreamStates(sql: Database): Promise<Map<string, string>> {
  const rows = await sql<{ receiver: string; created: string }[]>`
    SELECT receiver, created FROM exchange.stream_state`
  return new Map(rows.map(row => [row.receiver, row.created]))
}

/**
 * A stream was born anew, so its messages are lost: everything not void whose data key still lives,
 * and every recall not yet receipted, waits again. One transaction with the new birth, under a lock
 * that lets one gateway do it.
 */
export async function waitAgain(
  sql: Database,
  receiver: string,
  created: string,
): Promise<boolean> {
  return sql.begin(async transaction => {
    const [row] = await transaction<{ created: string }[]>`
      INSERT INTO exchange.stream_state AS s (receiver, created) VALUES (${receiver}, ${created})
      ON CONFLICT (receiver) DO UPDATE SET created = excluded.created
        WHERE s.created <> excluded.created
      RETURNING created`
    if (row === undefined) return false
    await transaction`
      UPDATE exchange.outbox SET published_at = NULL
      WHERE receiver = ${receiver} AND published_at IS NOT NULL AND NOT void`
    await transaction`
      UPDATE exchange.recall SET published_at = NULL
      WHERE receiver = ${receiver} AND receipted_at IS NULL`
    return true
  })
}
