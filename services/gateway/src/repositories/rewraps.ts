import type { Database, Transaction } from '@unefois/database'

/** Data keys still wrapped by an old key, locked in id order; void ones are told apart. */
export async function takeWrapped(
  transaction: Transaction,
  kek: string,
  limit: number,
): Promise<{ signalId: string; wrapped: Buffer; void: boolean }[]> {
  return transaction<{ signalId: string; wrapped: Buffer; void: boolean }[]>`
    SELECT k.signal_id AS "signalId", k.wrapped, o.void
    FROM exchange.data_key AS k JOIN exchange.outbox AS o ON o.signal_id = k.signal_id
    WHERE k.kek = ${kek} ORDER BY k.signal_id LIMIT ${limit} FOR UPDATE OF k`
}

/** Stores re-wrapped keys in one statement. */
export async function rewrapKeys(
  transaction: Transaction,
  kek: string,
  rows: readonly { signalId: string; wrapped: Buffer }[],
): Promise<void> {
  const items = rows.map(row => ({
    id: row.signalId,
    wrapped: row.wrapped.toString('base64'),
  }))
  await transaction`
    UPDATE exchange.data_key AS k SET kek = ${kek}, wrapped = decode(i.wrapped, 'base64')
    FROM json_to_recordset(${JSON.stringify(items)}::text::json) AS i(id uuid, wrapped text)
    WHERE k.signal_id = i.id`
}

/** How many data keys a key-encryption key still wraps. */
export async function countWrapped(sql: Database, kek: string): Promise<number> {
  const [row] = await sql<{ keys: number }[]>`
    SELECT count(*)::int AS keys FROM exchange.data_key WHERE kek = ${kek}`
  return row?.keys ?? 0
}
