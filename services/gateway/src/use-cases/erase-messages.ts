import { type Bus, eraseMessage, signalSubject } from '@unefois/bus'
import { articlesOf } from '@unefois/contracts'
import { type Database, inTransaction } from '@unefois/database'
import { limits } from '../limits.ts'
import {
  deleteOrders,
  type ErasureOrder,
  postponeOrders,
  takeOrders,
} from '../repositories/erasure-orders.ts'
import { recordErasures } from '../repositories/erasures.ts'

interface Dependencies {
  readonly relaySql: Database
  readonly bus: Bus
  readonly nowMs: () => number
  readonly newId: (ms: number) => string
}

type Found = 'found' | 'absent' | 'unknown'

/**
 * Erases from receivers' streams, by sequence, the messages whose keys were destroyed. One that is
 * not there may still be in a gateway's memory, so it is looked for again, and given up when none
 * can publish it any more. Once found it cannot come back: the bus knows its message id for longer
 * than that memory lasts. What was found is journalled.
 *
 * @returns how many orders were looked at; a full batch means that more wait.
 */
export function eraseMessages(deps: Dependencies) {
  return async (): Promise<number> =>
    inTransaction(deps.relaySql, { name: 'erase-messages' }, async transaction => {
      const nowMs = deps.nowMs()
      const orders = await takeOrders(transaction, new Date(nowMs), limits.erasureBatchMax)
      if (orders.length === 0) return 0
      // The relay's own notes may be lost in a crash; that something was erased may not.
      await transaction`SELECT set_config('synchronous_commit', 'on', true)`
      const found = await Promise.all(orders.map(order => erase(deps.bus, order)))
      const of = (wanted: Found) => orders.filter((_, n) => found[n] === wanted)
      const erased = of('found')
      const givenUp = of('absent').filter(
        ({ orderedAt }) => nowMs - orderedAt.getTime() >= limits.erasureLooksMs,
      )
      const done = [...erased, ...givenUp].map(order => order.signalId)
      const settled = new Set(done)
      const waiting = orders.filter(order => !settled.has(order.signalId))
      if (done.length > 0) await deleteOrders(transaction, done)
      if (waiting.length > 0) {
        const later = waiting.map(({ signalId, orderedAt }) => ({
          signalId,
          nextAt: nextLook(orderedAt, nowMs),
        }))
        await postponeOrders(transaction, later)
      }
      await recordErasures(transaction, journal(deps, erased, nowMs))
      return orders.length
    })
}

async function erase(bus: Bus, { receiver, signalId }: ErasureOrder): Promise<Found> {
  try {
    return await eraseMessage(bus, receiver, signalSubject(receiver, signalId))
  } catch {
    return 'unknown'
  }
}

/** Soon, then once more when nothing can publish it any more. */
function nextLook(orderedAt: Date, nowMs: number): Date {
  const soonMs = nowMs + limits.erasureRetryMs
  const lastMs = orderedAt.getTime() + limits.erasureLooksMs
  const isFirst = nowMs - orderedAt.getTime() < limits.erasureRetryMs
  return new Date(isFirst ? soonMs : Math.max(soonMs, lastMs))
}

function journal(deps: Dependencies, erased: readonly ErasureOrder[], nowMs: number) {
  const reasons = [...new Set(erased.map(order => order.reason))]
  return reasons.map(reason => {
    const signalIds = erased.filter(each => each.reason === reason).map(each => each.signalId)
    return {
      id: deps.newId(nowMs),
      at: new Date(nowMs).toISOString(),
      class: 'bus-message' as const,
      reason,
      article: articlesOf(reason === 'expiry' ? 'signal-kept' : 'erase-without-delay'),
      signalIds,
      count: signalIds.length,
    }
  })
}
