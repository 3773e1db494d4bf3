import type { Transaction } from '@unefois/database'
import type { RestrictionGround } from '../domain/case-life.ts'

/** What the hub tells of a restriction of one signal, with the id of the desk's receipt. */
export interface RestrictionTold {
  readonly orderId: string
  readonly signalId: string
  /** Absent: lifted. */
  readonly ground: RestrictionGround | undefined
  readonly orderedAt: string
  readonly receiptEvent: string
}

/** Records orders. @returns for each order here, the id and instant of its one receipt. */
export async function insertOrders(
  sql: Transaction,
  orders: readonly RestrictionTold[],
  at: Date,
): Promise<Map<string, { receiptEvent: string; at: Date; isNew: boolean }>> {
  await sql`
    INSERT INTO desk.restriction_order (id, signal_id, ground, ordered_at, receipt_event, at)
    SELECT "orderId", "signalId", ground, "orderedAt", "receiptEvent", ${at}
    FROM json_to_recordset(${JSON.stringify(orders)}::text::json) AS o("orderId" uuid,
      "signalId" uuid, ground text, "orderedAt" timestamptz, "receiptEvent" uuid)
    ON CONFLICT DO NOTHING`
  const rows = await sql<{ id: string; receiptEvent: string; at: Date }[]>`
    SELECT id, receipt_event AS "receiptEvent", at FROM desk.restriction_order
    WHERE id = ANY (${orders.map(order => order.orderId)}::uuid[])`
  const proposed = new Set(orders.map(order => order.receiptEvent))
  return new Map(
    rows.map(({ id, ...row }) => [id, { ...row, isNew: proposed.has(row.receiptEvent) }]),
  )
}

/** Freezes or frees the live cases of these signals, as the latest orders about them say. */
export async function applyOrders(sql: Transaction, signalIds: readonly string[]): Promise<void> {
  await sql`SELECT desk.apply_restriction_orders(${signalIds}::uuid[])`
}
