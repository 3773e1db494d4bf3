import type { Recall } from '@unefois/contracts'
import { inTransaction, type Transaction } from '@unefois/database'
import type { DeskDeps } from '../deps.ts'
import { type ForgetReason, forgetCases, reasonOfRecall } from '../forget.ts'
import { findHeirs, passOn } from '../heirs.ts'
import { markErased } from '../repositories/case-changes.ts'
import { lockFamilies, type StoredCase } from '../repositories/cases.ts'
import { deletePendingChild } from '../repositories/child-signals.ts'
import { appendEvents } from '../repositories/outbox.ts'
import { type AppliedRecall, insertRecalls, insertTombstones } from '../repositories/recalls.ts'
import { lockSignals } from '../repositories/received-cases.ts'
import { appendTraces } from '../repositories/traces.ts'
import { traceOf } from '../traces.ts'
import { storeTogether, type Verdict } from '../verdict.ts'

export interface RecallDeps extends DeskDeps {
  readonly onRecalled?: (counts: { recalls: number; erased: number }) => void
}

/**
 * Applies recalls: a tombstone refuses each signal for ever, whatever the desk holds of the person
 * through it is destroyed, and the receipt is reported. All in one transaction. A recall that comes
 * again is answered again, under the same event id.
 */
export function applyRecalls(deps: RecallDeps) {
  return (recalls: readonly Recall[]): Promise<Verdict[]> =>
    storeTogether(recalls, group => apply(deps, group))
}

async function apply(deps: RecallDeps, messages: readonly Recall[]): Promise<void> {
  const now = deps.now()
  const recalls = messages.map(({ data }) => ({ ...data, receiptEvent: deps.newId(now) }))
  const erased = await inTransaction(deps.sql, { name: 'apply-recalls' }, async transaction => {
    const ids = [...new Set(recalls.map(recall => recall.signalId))].sort()
    await lockSignals(transaction, ids)
    await insertTombstones(transaction, ids, now)
    const receipts = await insertRecalls(transaction, recalls, now)
    const gone: string[] = []
    const locked = await lockFamilies(transaction, ids)
    for (const stored of locked) {
      if (stored.erasedAt !== undefined) continue
      await eraseOne(deps, transaction, stored, {
        recalled: ids,
        reason: reasonOfRecall[recallOf(recalls, stored.id).reason],
        now,
      })
      gone.push(stored.id)
    }
    const first = recalls.filter(recall => receipts.get(recall.recallId)?.isNew)
    await appendTraces(
      transaction,
      first.map(recall => traceRecall(deps, recall, now, gone)),
    )
    await appendEvents(
      transaction,
      [...receipts].map(([recallId, receipt]) => ({
        id: receipt.receiptEvent,
        signalId: signalOf(recalls, recallId),
        type: 'erased' as const,
        at: receipt.at.toISOString(),
        recallId,
      })),
    )
    return gone.length
  })
  deps.onCommitted()
  deps.onRecalled?.({ recalls: messages.length, erased })
}

async function eraseOne(
  deps: DeskDeps,
  transaction: Transaction,
  stored: StoredCase,
  why: { recalled: readonly string[]; reason: ForgetReason; now: Date },
): Promise<void> {
  const heirs = await findHeirs(transaction, stored, why.recalled)
  await deletePendingChild(transaction, stored.id)
  await forgetCases(deps, transaction, [stored], { reason: why.reason, at: why.now })
  await markErased(transaction, [stored.id])
  await passOn(transaction, stored, heirs)
}

function traceRecall(deps: DeskDeps, recall: AppliedRecall, at: Date, gone: readonly string[]) {
  const detail = { reason: recall.reason, erased: gone.includes(recall.signalId) }
  return traceOf(deps, { operation: 'recall-apply', at, signalId: recall.signalId, detail })
}

/** The recall of a signal; of several, an objection before all others. */
function recallOf(recalls: readonly AppliedRecall[], signalId: string): AppliedRecall {
  const found = recalls.filter(each => each.signalId === signalId)
  const recall = found.find(each => each.reason === 'objection') ?? found[0]
  if (recall === undefined) throw new Error('what is recalled has a recall')
  return recall
}

function signalOf(recalls: readonly AppliedRecall[], recallId: string): string {
  const recall = recalls.find(each => each.recallId === recallId)
  if (recall === undefined) throw new Error('a receipt answers a recall')
  return recall.signalId
}
