import type { RecallReason } from '@unefois/contracts'
import type { Transaction } from '@unefois/database'

/** A recall that is being applied, with the id under which its receipt is reported. */
export interface AppliedRecall {
  readonly recallId: string
  readonly signalId: string
  readonly reason: RecallReason
  readonly receiptEvent: string
}

/** Refuses these signals for ever. */
export async function insertTombstones(
  sql: Transaction,
  signalIds: readonly string[],
  at: Date,
): Promise<void> {
  await sql`
    INSERT INTO desk.tombstone (signal_id, at)
    SELECT id::uuid, ${at}
    FROM json_array_elements_text(${JSON.stringify(signalIds)}::text::json) AS id
    ON CONFLICT DO NOTHING`
}

/** Records recalls. @returns for each recall here, the id and instant of its one receipt. */
export async function insertRecalls(
  sql: Transaction,
  recalls: readonly AppliedRecall[],
  at: Date,
): Promise<Map<string, { receiptEvent: string; at: Date; isNew: boolean; isPending: boolean }>> {
  await sql`
    INSERT INTO desk.recall (id, signal_id, reason, receipt_event, at)
    SELECT "recallId", "signalId", reason, "receiptEvent", ${at}
    FROM json_to_recordset(${JSON.stringify(recalls)}::text::json) AS r(
      "recallId" uuid, "signalId" uuid, reason text, "receiptEvent" uuid)
    ON CONFLICT DO NOTHING`
  const rows = await sql<{ id: string; receiptEvent: string; at: Date; isPending: boolean }[]>`
    SELECT id, receipt_event AS "receiptEvent", at, is_pending AS "isPending" FROM desk.recall
    WHERE id = ANY (${recalls.map(recall => recall.recallId)}::uuid[])`
  const proposed = new Set(recalls.map(recall => recall.receiptEvent))
  return new Map(
    rows.map(({ id, ...row }) => [id, { ...row, isNew: proposed.has(row.receiptEvent) }]),
  )
}
