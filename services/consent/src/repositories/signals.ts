import { bytes, type Transaction } from '@unefois/database'
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
 * Destroys and recalls these signals, waiting or received; answers those that something was done
 * about. An objection spares what an agreement set it aside for.
 */
export async function recallSignals(
  transaction: Transaction,
  ids: readonly string[],
  act: { reason: RecallReason; at: Date; dueAt: Date },
): Promise<readonly DestroyedSignal[]> {
  if (ids.length === 0) return []
  return transaction<DestroyedSignal[]>`
    SELECT signal_id AS id, receiver, recalled FROM exchange.recall_signals(
      ${[...ids].sort()}::uuid[], ${act.reason}, ${act.at}, ${act.dueAt})`
}

/** What is known of a number: a trace, or the one that it stands for, and the signal it is of. */
export interface TracedAct {
  readonly follows: string
  readonly signalId: string | null
  readonly purpose: string
  readonly agreementHash: string | null
  readonly counterparty: string | null
}

/** Every trace that carries one of these indexes. */
export async function findTraced(
  transaction: Transaction,
  indexes: readonly Buffer[],
): Promise<readonly TracedAct[]> {
  return transaction<TracedAct[]>`
    SELECT follows, signal_id AS "signalId", purpose, agreement_hash AS "agreementHash",
      counterparty
    FROM audit.find_traced(${bytes(transaction, indexes)})`
}
