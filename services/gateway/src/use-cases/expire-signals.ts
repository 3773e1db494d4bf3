import { articlesOf } from '@unefois/contracts'
import { type Database, inTransaction } from '@unefois/database'
import { keptMonths } from '../domain/clocks.ts'
import { firstLiveMonth } from '../domain/signal-end.ts'
import { limits } from '../limits.ts'
import { findHeld, recordErasures } from '../repositories/erasures.ts'
import { endSignals, findUnreceived } from '../repositories/months.ts'

const beforeAllIds = '00000000-0000-0000-0000-000000000000'

/**
 * Ends the signals whose last day has passed and that no receiver has reported: key, index, sealed
 * bytes and message go, whoever was given a key is told to erase (CRPA R.114-9-7, al. 2). What a
 * legal hold keeps is passed over. Journalled, a batch at a time.
 *
 * @returns how many ended.
 */
export function expireSignals(deps: {
  readonly retentionSql: Database
  readonly nowMs: () => number
  readonly newId: (ms: number) => string
}) {
  async function expireSome(after: string, nowMs: number) {
    const at = new Date(nowMs)
    return inTransaction(deps.retentionSql, { name: 'expire-signals' }, async transaction => {
      const limit = limits.expireSignalsMax
      const before = firstLiveMonth(nowMs, keptMonths)
      const ids = await findUnreceived(transaction, { after, before, limit })
      const held = new Set(await findHeld(transaction, ids, at))
      const due = ids.filter(id => !held.has(id))
      const dueAt = new Date(nowMs + limits.recallDueMs)
      const ended = due.length === 0 ? [] : await endSignals(transaction, due, { at, dueAt })
      if (ended.length > 0) {
        await recordErasures(transaction, [
          {
            id: deps.newId(nowMs),
            at: at.toISOString(),
            class: 'signal-data',
            reason: 'expiry',
            article: articlesOf('signal-kept'),
            signalIds: ended,
            count: ended.length,
          },
        ])
      }
      return { last: ids.length < limit ? undefined : ids.at(-1), ended }
    })
  }
  return async (): Promise<number> => {
    const nowMs = deps.nowMs()
    let expired = 0
    for (let after: string | undefined = beforeAllIds; after !== undefined; ) {
      const { last, ended } = await expireSome(after, nowMs)
      expired += ended.length
      after = last
    }
    return expired
  }
}
