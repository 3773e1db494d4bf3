import type { Transaction } from '@unefois/database'

/** A recall whose receipt was not reported, because what it recalls was under a legal hold. */
export interface PendingReceipt {
  readonly recallId: string
  readonly signalId: string
  readonly receiptEvent: string
}

/** Lets recalls wait until what they recall is erased. */
export async function putOffReceipts(
  sql: Transaction,
  recallIds: readonly string[],
): Promise<void> {
  await sql`UPDATE desk.recall SET is_pending = true WHERE id = ANY (${recallIds}::uuid[])`
}

/** Takes the recalls of these signals that waited: their receipts are due now. */
export async function takePendingReceipts(
  sql: Transaction,
  signalIds: readonly string[],
): Promise<PendingReceipt[]> {
  return sql<PendingReceipt[]>`
    UPDATE desk.recall SET is_pending = false
    WHERE signal_id = ANY (${signalIds}::uuid[]) AND is_pending
    RETURNING id AS "recallId", signal_id AS "signalId", receipt_event AS "receiptEvent"`
}
