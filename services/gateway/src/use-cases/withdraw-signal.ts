import { articlesOf } from '@unefois/contracts'
import { type Database, inTransaction } from '@unefois/database'
import { problems } from '../errors.ts'
import { limits } from '../limits.ts'
import { type Erasure, eraseSecondOpenings, recordErasures } from '../repositories/erasures.ts'
import { appendTraces } from '../repositories/traces.ts'
import { destroySignal, insertRecall, markWithdrawn } from '../repositories/withdrawals.ts'
import type { Sender } from './prepare-signal.ts'

export interface WithdrawDependencies {
  readonly agencySql: Database
  readonly nowMs: () => number
  readonly newId: (ms: number) => string
  readonly onCommitted: () => void
}

/** States in which the receiver has stored a case. */
const heldStates = new Set(['received', 'taken-charge', 'closed', 'declined'])

/**
 * Withdraws a signal of the sender: destroys what the hub holds and recalls what the receiver may
 * hold. Repeating it changes nothing, and the answer is the same whatever became of the signal.
 * @throws Problem 404 when the signal is not the sender's.
 */
export function withdrawSignal(deps: WithdrawDependencies) {
  return async (sender: Sender, signalId: string): Promise<void> => {
    const nowMs = deps.nowMs()
    const at = new Date(nowMs)
    const scope = { name: 'withdraw-signal', agency: sender.agency }
    const found = await inTransaction(deps.agencySql, scope, async transaction => {
      // The key's row is locked before the signal's, as releases and objections do.
      const destroyed = await destroySignal(transaction, sender.agency, signalId, at)
      const signal = await markWithdrawn(transaction, sender.agency, signalId, at)
      if (signal === undefined) return false
      if (!signal.first) return true
      const mayBeHeld =
        destroyed === undefined ? heldStates.has(signal.state) : destroyed.releasedAt !== null
      if (mayBeHeld) {
        await insertRecall(transaction, {
          id: deps.newId(nowMs),
          signalId,
          receiver: signal.receiver,
          reason: 'withdrawn',
          createdAt: at,
          dueAt: new Date(nowMs + limits.recallDueMs),
        })
      }
      await eraseSecondOpenings(transaction, [signalId], at)
      const erased = (kind: Erasure['class']): Erasure => ({
        id: deps.newId(nowMs),
        at: at.toISOString(),
        class: kind,
        reason: 'withdrawal',
        article: articlesOf('erasure-told'),
        signalIds: [signalId],
        count: 1,
        agreementHash: signal.agreementHash,
      })
      await recordErasures(transaction, [
        erased('second-opening'),
        ...(destroyed === undefined ? [] : [erased('signal-data')]),
      ])
      await appendTraces(transaction, [
        {
          id: deps.newId(nowMs),
          at: at.toISOString(),
          actor: sender.clientId,
          agency: sender.agency,
          purpose: signal.purpose,
          operation: 'signal-withdraw',
          agreementHash: signal.agreementHash,
          signalId,
          counterparty: signal.receiver,
        },
      ])
      return true
    })
    if (!found) throw problems['signal-unknown']()
    deps.onCommitted()
  }
}
