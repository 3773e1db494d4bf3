import type { Database, Transaction } from '@unefois/database'
import type { Erasure } from './erasures.ts'

/** A message to erase from its receiver's stream. */
export interface ErasureOrder {
  readonly signalId: string
  readonly receiver: string
  readonly reason: Erasure['reason'] & string
  readonly orderedAt: Date
}

/** Orders whose time has come, locked; those that another gateway has locked are passed over. */
export async function takeOrders(
  transaction: Transaction,
  at: Date,
  limit: number,
): Promise<ErasureOrder[]> {
  return transaction<ErasureOrder[]>`
    SELECT signal_id AS "signalId", receiver, reason, ordered_at AS "orderedAt"
    FROM exchange.erasure_order WHERE next_at <= ${at}
    ORDER BY next_at LIMIT ${limit} FOR UPDATE SKIP LOCKED`
}

/** What was ordered is done. */
export async function deleteOrders(
  transaction: Transaction,
  signalIds: readonly string[],
): Promise<void> {
  await transaction`
    DELETE FROM exchange.erasure_order WHERE signal_id = ANY (${signalIds}::uuid[])`
}

/** Looks again later. */
export async function postponeOrders(
  transaction: Transaction,
  orders: readonly { signalId: string; nextAt: Date }[],
): Promise<void> {
  await transaction`
    UPDATE exchange.erasure_order AS o SET next_at = p."nextAt"
    FROM json_to_recordset(${JSON.stringify(orders)}::text::json)
      AS p("signalId" uuid, "nextAt" timestamptz) WHERE o.signal_id = p."signalId"`
}

/** How many were ordered before an instant and are not done. */
export async function countOrdersBefore(sql: Database, at: Date): Promise<number> {
  const [row] = await sql<{ orders: number }[]>`
    SELECT count(*)::int AS orders FROM exchange.erasure_order WHERE ordered_at <= ${at}`
  return row?.orders ?? 0
}
