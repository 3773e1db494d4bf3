import type { AuditDeps } from '../deps.ts'
import { compareWithAnchor } from './check-anchor.ts'
import { succeedLog } from './succeed-log.ts'

/** `begun`: it succeeds the log that was published, and has signed nothing yet. */
export type OpenedLog = 'open' | 'behind' | 'begun'

/**
 * Opens the log for its writer: `behind` when nothing may be signed. Only the number of the next
 * log, which the operator gives (`LOG_EPOCH`), begins that one over what is here.
 * @throws LogError when the anchor is no checkpoint of a log of this hub.
 */
export function openLog(deps: AuditDeps) {
  return async (): Promise<OpenedLog> => {
    const found = await compareWithAnchor(deps)
    if (found.what === 'behind') return 'behind'
    if (found.what === 'holds') return 'open'
    const { checkpoint, epoch, hasBegun, note } = found
    if (!hasBegun) await succeedLog(deps, { epoch, predecessor: { note, checkpoint } })
    return 'begun'
  }
}
