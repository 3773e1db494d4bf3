import { articlesOf } from '@unefois/contracts'
import { type Database, inTransaction } from '@unefois/database'
import { limits } from '../limits.ts'
import { findHeld, recordErasures } from '../repositories/erasures.ts'
import { endHolds as deleteEnded, listHeld } from '../repositories/held-signals.ts'

const beforeAllIds = '00000000-0000-0000-0000-000000000000'

/**
 * Deletes what legal holds kept of months that are gone, once they have ended. Journalled.
 * @returns how many signals went.
 */
export function endHolds(deps: {
  readonly retentionSql: Database
  readonly nowMs: () => number
  readonly newId: (ms: number) => string
}) {
  return async (): Promise<number> => {
    const nowMs = deps.nowMs()
    const at = new Date(nowMs)
    let ended = 0
    for (let after: string | undefined = beforeAllIds; after !== undefined; ) {
      const from: string = after
      after = await inTransaction(deps.retentionSql, { name: 'end-holds' }, async transaction => {
        const ids = await listHeld(transaction, from, limits.expireSignalsMax)
        if (ids.length === 0) return undefined
        const held = await findHeld(transaction, ids, at)
        const gone = await deleteEnded(transaction, ids, { held, at })
        const entry = {
          id: deps.newId(nowMs),
          at: at.toISOString(),
          class: 'signal-row' as const,
          reason: 'expiry' as const,
          article: articlesOf('signal-kept'),
          signalIds: gone,
          count: gone.length,
        }
        await recordErasures(transaction, gone.length === 0 ? [] : [entry])
        ended += gone.length
        return ids.length < limits.expireSignalsMax ? undefined : ids.at(-1)
      })
    }
    return ended
  }
}
