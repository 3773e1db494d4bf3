import type { Database, Transaction } from '@unefois/database'

/** Where wrapped data keys lie: of live signals, and of those that a legal hold keeps. */
export const wrappedIn = ['data_key', 'held_signal'] as const
type WrappedIn = (typeof wrappedIn)[number]

/** Data keys still wrapped by an old key, locked in id order; void ones are told apart. */
export async function takeWrapped(
  transaction: Transaction,
  table: WrappedIn,
  { kek, limit }: { kek: string; limit: number },
): Promise<{ signalId: string; wrapped: Buffer; void: boolean }[]> {
  if (table === 'held_signal') {
    return transaction<{ signalId: string; wrapped: Buffer; void: boolean }[]>`
      SELECT signal_id AS "signalId", wrapped, void FROM exchange.held_signal
      WHERE kek = ${kek} ORDER BY signal_id LIMIT ${limit} FOR UPDATE`
  }
  return transaction<{ signalId: string; wrapped: Buffer; void: boolean }[]>`
    SELECT k.signal_id AS "signalId", k.wrapped, o.void
    FROM exchange.data_key AS k JOIN exchange.outbox AS o ON o.signal_id = k.signal_id
    WHERE k.kek = ${kek} ORDER BY k.signal_id LIMIT ${limit} FOR UPDATE OF k`
}

/** Stores re-wrapped keys in one statement. */
export async function rewrapKeys(
  transaction: Transaction,
  table: WrappedIn,
  { kek, items }: { kek: string; items: readonly { signalId: string; wrapped: Buffer }[] },
): Promise<void> {
  const rows = items.map(row => ({
    id: row.signalId,
    wrapped: row.wrapped.toString('base64'),
  }))
  await transaction`
    UPDATE exchange.${transaction(table)} AS k
    SET kek = ${kek}, wrapped = decode(i.wrapped, 'base64')
    FROM json_to_recordset(${JSON.stringify(rows)}::text::json) AS i(id uuid, wrapped text)
    WHERE k.signal_id = i.id`
}

/** How many data keys a key-encryption key still wraps. */
export async function countWrapped(sql: Database, kek: string): Promise<number> {
  const [row] = await sql<{ keys: number }[]>`
    SELECT (SELECT count(*)::int FROM exchange.data_key WHERE kek = ${kek})
      + (SELECT count(*)::int FROM exchange.held_signal WHERE kek = ${kek}) AS keys`
  return row?.keys ?? 0
}
