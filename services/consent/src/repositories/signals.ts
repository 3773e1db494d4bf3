import { bytes, type Database, type Transaction } from '@unefois/database'
import type { ObjectionScope, TracedSignal } from '../domain/objection-scope.ts'

export type RecallReason = 'objection' | 'agreement-withdrawn'

/** A signal whose key is gone; `recalled` when its receiver had it released. */
export interface DestroyedSignal {
  readonly id: string
  readonly receiver: string
  readonly recalled: boolean
}

/** Destroys the keys of the person's waiting signals that the scope covers, released or not. */
export async function destroyKeys(
  transaction: Transaction,
  indexes: readonly Buffer[],
  act: { scope: ObjectionScope; reason: RecallReason; at: Date; dueAt: Date },
): Promise<readonly DestroyedSignal[]> {
  return transaction<DestroyedSignal[]>`
    SELECT signal_id AS id, receiver, recalled FROM exchange.destroy_keys(
      ${bytes(transaction, indexes)}, ${act.scope.right ?? null}, ${act.scope.agency ?? null},
      ${act.reason}, ${act.at}, ${act.dueAt})`
}

/** The person's signals that were sent and not yet erased, waiting or received. */
export async function findSignals(
  transaction: Transaction,
  indexes: readonly Buffer[],
): Promise<readonly TracedSignal[]> {
  return transaction<TracedSignal[]>`
    SELECT signal_id AS id, sender, receiver, right_id AS "right",
      person_agreement AS "personAgreement", purpose, agreement_hash AS "agreementHash",
      accepted_at AS "acceptedAt"
    FROM audit.find_signals(${bytes(transaction, indexes)})`
}

/**
 * Orders that these signals be destroyed and, where a receiver has them, erased; hands the orders
 * to the exchange at once, in this transaction.
 */
export async function orderRecalls(
  transaction: Transaction,
  ids: readonly string[],
  act: { reason: RecallReason; at: Date; dueAt: Date; ordersMax: number },
): Promise<void> {
  if (ids.length === 0) return
  await transaction`
    INSERT INTO consent.recall_order (signal_id, reason, ordered_at, due_at)
    SELECT id, ${act.reason}, ${act.at}, ${act.dueAt}
    FROM unnest(${[...ids].sort()}::uuid[]) AS id
    ON CONFLICT DO NOTHING`
  await handOverRecalls(transaction, act.ordersMax)
}

/** Hands what is owed to the exchange; answers how many. */
export async function handOverRecalls(
  sql: Database | Transaction,
  ordersMax: number,
): Promise<number> {
  const [row] = await sql<{ handed: number }[]>`
    SELECT consent.hand_over_recalls(${ordersMax}) AS handed`
  return row?.handed ?? 0
}

/** Recalls that the exchange has not taken yet. */
export async function countOwedRecalls(sql: Database): Promise<number> {
  const [row] = await sql<{ owed: number }[]>`
    SELECT count(*)::int AS owed FROM consent.recall_order`
  return row?.owed ?? 0
}
