import { inTransaction } from '@unefois/database'
import type { AuditDeps } from '../deps.ts'
import { longOpenBefore } from '../domain/record-end.ts'
import { countOpenBreaches } from '../repositories/breaches.ts'
import { countWaiting } from '../repositories/person-searches.ts'

/** What waits for one of the hub's officers; counts of files, nothing of any person. */
export interface WaitingForOfficer {
  /** Searches by number that another officer asked for. */
  readonly searches: number
  /** Breaches that no authority is told of yet, and those among them whose 72 hours are over. */
  readonly untold: number
  readonly late: number
  /** Open for longer than a breach takes. */
  readonly long: number
}

/** Counts what waits for this officer of the hub. */
export function countWaitingForOfficer(deps: Pick<AuditDeps, 'sql' | 'nowMs'>) {
  return (agent: string): Promise<WaitingForOfficer> =>
    inTransaction(deps.sql, { name: 'count-waiting' }, async transaction => {
      const at = new Date(deps.nowMs())
      const openBefore = longOpenBefore(at)
      const searches = await countWaiting(transaction, { at, agent })
      return { searches, ...(await countOpenBreaches(transaction, { at, openBefore })) }
    })
}
