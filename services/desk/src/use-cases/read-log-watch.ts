import type { LogWatchV2 } from '@unefois/contracts'
import type { Database } from '@unefois/database'
import { frozenMs } from '../domain/frozen-log.ts'
import { limits } from '../limits.ts'
import { listWatched } from '../repositories/watched-entries.ts'
import { findLastWitnessed } from '../repositories/witnessed.ts'

/** What the desk found of its agency in the hub's log, for its officer. */
export function readLogWatch({ sql }: { readonly sql: Database }, nowMs = Date.now) {
  return async (): Promise<LogWatchV2> => {
    const entries = await listWatched(sql, limits.watchedListedMax)
    const last = await findLastWitnessed(sql)
    return {
      cosigned: last?.size ?? null,
      cosignedAt: last?.at?.toISOString() ?? null,
      frozen: frozenMs(last?.at, nowMs()) !== undefined,
      items: entries.map(({ index, at, operation, name, isKnown }) => ({
        index,
        at: at.toISOString(),
        operation,
        name,
        known: isKnown === null ? 'not-judged' : isKnown ? 'yes' : 'no',
      })),
    }
  }
}
