import type { LogWatch } from '@unefois/contracts'
import type { Database } from '@unefois/database'
import { limits } from '../limits.ts'
import { listWatched } from '../repositories/watched-entries.ts'
import { findLastWitnessed } from '../repositories/witnessed.ts'

/** What the desk found of its agency in the hub's log, for its officer. */
export function readLogWatch({ sql }: { readonly sql: Database }) {
  return async (): Promise<LogWatch> => {
    const entries = await listWatched(sql, limits.watchedListedMax)
    return {
      cosigned: (await findLastWitnessed(sql))?.size ?? null,
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
