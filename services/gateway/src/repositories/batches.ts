import { type Database, inTransaction, type Transaction } from '@unefois/database'

/** A batch as it stands. Lines from 1; `nextLine` is the first that is not stored. */
export interface BatchRow {
  readonly id: string
  readonly key: string
  readonly fingerprintDay: string
  readonly fingerprint: Buffer
  readonly campaign: string | null
  readonly lines: number | null
  readonly nextLine: number
  readonly accepted: number
  readonly refused: number
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly expiresAt: Date
}

export type NewBatch = Omit<BatchRow, 'nextLine' | 'accepted' | 'refused' | 'updatedAt'>

/** Opens a batch; undefined when a batch of this sender has the key. */
export async function insertBatch(
  transaction: Transaction,
  sender: string,
  batch: NewBatch,
): Promise<string | undefined> {
  const [row] = await transaction<{ id: string }[]>`
    INSERT INTO exchange.batch (id, sender, key, fingerprint_day, fingerprint, campaign, lines,
      created_at, updated_at, expires_at)
    VALUES (${batch.id}, ${sender}, ${batch.key}, ${batch.fingerprintDay}, ${batch.fingerprint},
      ${batch.campaign}, ${batch.lines}, ${batch.createdAt}, ${batch.createdAt}, ${batch.expiresAt})
    ON CONFLICT (sender, key) DO NOTHING RETURNING id`
  return row?.id
}

/** The batch that a sender opened with a key. */
export async function findBatchOfKey(
  transaction: Transaction,
  sender: string,
  key: string,
): Promise<BatchRow | undefined> {
  const [row] = await transaction<BatchRow[]>`
    SELECT ${columns(transaction)} FROM exchange.batch WHERE sender = ${sender} AND key = ${key}`
  return row
}

/** How many batches of a sender have not expired. */
export async function countLiveBatches(
  transaction: Transaction,
  sender: string,
  at: Date,
): Promise<number> {
  const [row] = await transaction<{ batches: number }[]>`
    SELECT count(*)::int AS batches FROM exchange.batch
    WHERE sender = ${sender} AND expires_at > ${at}`
  return row?.batches ?? 0
}

/** One live batch of a sender, or undefined: another agency's is not there at all. */
export async function findBatch(
  sql: Database,
  of: { sender: string; id: string; at: Date },
): Promise<BatchRow | undefined> {
  const [row] = await inTransaction(
    sql,
    { name: 'find-batch', agency: of.sender },
    transaction => transaction<BatchRow[]>`
      SELECT ${columns(transaction)} FROM exchange.batch
      WHERE id = ${of.id} AND sender = ${of.sender} AND expires_at > ${of.at}`,
  )
  return row
}

function columns(transaction: Transaction) {
  return transaction`id, key, fingerprint_day::text AS "fingerprintDay", fingerprint, campaign,
    lines, next_line AS "nextLine", accepted, refused, created_at AS "createdAt",
    updated_at AS "updatedAt", expires_at AS "expiresAt"`
}

/**
 * Deletes so many rows of expired batches: chunks of lines first, then batches that have none.
 * `onGone` hears of those in the same transaction.
 */
export async function deleteExpiredBatches(
  sql: Database,
  at: Date,
  rowsMax: number,
  onGone: (transaction: Transaction, batches: readonly string[]) => Promise<void>,
): Promise<{ chunks: number; batches: number }> {
  return inTransaction(sql, { name: 'delete-batches' }, async transaction => {
    const chunks = await transaction`
      DELETE FROM exchange.batch_lines AS l USING (
        SELECT e.batch, e.first_line FROM exchange.batch AS b
        JOIN exchange.batch_lines AS e ON e.batch = b.id
        WHERE b.expires_at <= ${at} LIMIT ${rowsMax}) AS expired
      WHERE l.batch = expired.batch AND l.first_line = expired.first_line`
    const batches = await transaction<{ id: string }[]>`
      DELETE FROM exchange.batch AS b WHERE b.id IN (
        SELECT e.id FROM exchange.batch AS e WHERE e.expires_at <= ${at}
          AND NOT EXISTS (SELECT FROM exchange.batch_lines AS l WHERE l.batch = e.id)
        LIMIT ${rowsMax}) RETURNING b.id`
    const ids = batches.map(row => row.id)
    await onGone(transaction, ids)
    return { chunks: chunks.count, batches: ids.length }
  })
}
