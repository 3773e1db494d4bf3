import type { Transaction } from '@unefois/database'

/** A message that could not be taken: what it may be found by, never what it says. */
export interface QuarantinedMessage {
  readonly messageId: string | undefined
  readonly signalId: string | undefined
  readonly reason: string
  readonly size: number
}

/** Records messages that were taken out of the way. */
export async function insertQuarantined(
  sql: Transaction,
  messages: readonly QuarantinedMessage[],
  at: Date,
): Promise<void> {
  await sql`
    INSERT INTO desk.quarantine (message_id, signal_id, reason, size, at)
    SELECT "messageId", "signalId", reason, size, ${at}
    FROM json_to_recordset(${JSON.stringify(messages)}::text::json) AS m(
      "messageId" uuid, "signalId" uuid, reason text, size integer)`
}
