import type { DeclineReason, Signal } from '@unefois/contracts'
import type { Transaction } from '@unefois/database'

/** A signal that a declined case sends on, without its subject. */
export type ChildBody = Omit<Signal, 'subject'>

/** A child that the hub may or may not have accepted yet. */
export interface PendingChild {
  readonly idempotencyKey: string
  readonly reason: DeclineReason
  readonly body: ChildBody
}

/** The child that a case is sending on, if any. */
export async function findPendingChild(
  sql: Transaction,
  caseId: string,
): Promise<PendingChild | undefined> {
  const [row] = await sql<PendingChild[]>`
    SELECT idempotency_key AS "idempotencyKey", reason, body FROM desk.child_signal
    WHERE case_id = ${caseId}`
  return row
}

/** Stores the key and body of a child before the hub is asked. */
export async function insertPendingChild(
  sql: Transaction,
  caseId: string,
  child: PendingChild,
  at: Date,
): Promise<void> {
  await sql`
    INSERT INTO desk.child_signal (case_id, idempotency_key, reason, body, at)
    VALUES (${caseId}, ${child.idempotencyKey}, ${child.reason},
      ${JSON.stringify(child.body)}::text::jsonb, ${at})`
}

/** The hub has answered: the children of these cases exist, or they never will. */
export async function deletePendingChildren(
  sql: Transaction,
  caseIds: readonly string[],
): Promise<void> {
  await sql`DELETE FROM desk.child_signal WHERE case_id = ANY (${caseIds}::uuid[])`
}
