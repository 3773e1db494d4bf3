import type { Recall } from '@unefois/contracts'
import { inTransaction, type Transaction } from '@unefois/database'
import { erasedEvent } from '../case-events.ts'
import type { DeskDeps } from '../deps.ts'
import { type ForgetReason, forgetCases, reasonOfRecall } from '../forget.ts'
import { findHeirs, passOn } from '../heirs.ts'
import { markErased } from '../repositories/case-changes.ts'
import { lockFamilies, type StoredCase } from '../repositories/cases.ts'
import { deletePendingChildren } from '../repositories/child-signals.ts'
import { findHeld } from '../repositories/holds.ts'
import { appendEvents } from '../repositories/outbox.ts'
import { putOffReceipts } from '../repositories/pending-receipts.ts'
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
 * again is answered again, under the same event id. Only a recall for expiry waits for the end of a
 * legal hold, and its receipt with it.
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
    const locked = await lockFamilies(transaction, ids)
    const there = locked.filter(stored => stored.erasedAt === undefined)
    const waiting = await findWaiting(transaction, recalls, there, now)
    const first = recalls.filter(recall => receipts.get(recall.recallId)?.isNew)
    for (const recallId of waiting) receipts.delete(recallId)
    await putOffReceipts(transaction, waiting)
    const gone: string[] = []
    const byReason = Map.groupBy(there, ({ id }) => reasonFor(recalls, id, waiting))
    for (const [reason, cases] of byReason) {
      if (reason === undefined) continue
      await eraseTogether(deps, transaction, cases, { recalled: ids, reason, now })
      gone.push(...cases.map(({ id }) => id))
    }
    await appendTraces(
      transaction,
      first.map(recall => traceRecall(deps, recall, now, gone)),
    )
    await appendEvents(
      transaction,
      [...receipts]
        .filter(([, receipt]) => !receipt.isPending)
        .map(([recallId, { receiptEvent, at }]) =>
          erasedEvent(receiptEvent, { recallId, signalId: signalOf(recalls, recallId) }, at),
        ),
    )
    return gone.length
  })
  deps.onCommitted()
  deps.onRecalled?.({ recalls: messages.length, erased })
}

/** Recalls for expiry of what a legal hold keeps. */
async function findWaiting(
  sql: Transaction,
  recalls: readonly AppliedRecall[],
  there: readonly StoredCase[],
  now: Date,
): Promise<string[]> {
  const ids = there.map(stored => stored.id)
  const expired = recalls.filter(
    recall => recall.reason === 'expired' && ids.includes(recall.signalId),
  )
  const held = await findHeld(
    sql,
    expired.map(recall => recall.signalId),
    now,
  )
  return expired.filter(recall => held.has(recall.signalId)).map(recall => recall.recallId)
}

/** Why a signal is destroyed now, an objection before all else; undefined when it is not. */
function reasonFor(
  recalls: readonly AppliedRecall[],
  signalId: string,
  waiting: readonly string[],
): ForgetReason | undefined {
  const acting = recalls.filter(
    recall => recall.signalId === signalId && !waiting.includes(recall.recallId),
  )
  const recall = acting.find(each => each.reason === 'objection') ?? acting[0]
  return recall && reasonOfRecall[recall.reason]
}

async function eraseTogether(
  deps: DeskDeps,
  transaction: Transaction,
  cases: readonly StoredCase[],
  why: { recalled: readonly string[]; reason: ForgetReason; now: Date },
): Promise<void> {
  const ids = cases.map(({ id }) => id)
  const heirs = await findHeirs(transaction, cases, why.recalled)
  await deletePendingChildren(transaction, ids)
  await forgetCases(deps, transaction, cases, { reason: why.reason, at: why.now })
  await markErased(transaction, ids)
  for (const stored of cases) await passOn(transaction, stored, heirs.get(stored.id))
}

function traceRecall(deps: DeskDeps, recall: AppliedRecall, at: Date, gone: readonly string[]) {
  const detail = { reason: recall.reason, erased: gone.includes(recall.signalId) }
  return traceOf(deps, { operation: 'recall-apply', at, signalId: recall.signalId, detail })
}

function signalOf(recalls: readonly AppliedRecall[], recallId: string): string {
  const recall = recalls.find(each => each.recallId === recallId)
  if (recall === undefined) throw new Error('a receipt answers a recall')
  return recall.signalId
}
