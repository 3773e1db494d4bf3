import type { Database } from '@unefois/database'
import { type KeyStore, overdueKeks } from '@unefois/sealing'
import { countOverdueRecalls } from '../repositories/recalls.ts'

/** What should have been gone by now. Either figure above zero is an alarm for the operator. */
export interface Overdue {
  /** Recalls that a desk has not answered with a receipt an hour after they were made. */
  readonly recalls: number
  /** Key-encryption keys older than 48 hours: backups then hold what they open. */
  readonly keks: number
}

/** Counts the promises of erasure whose time has passed. */
export function findOverdue(deps: {
  readonly retentionSql: Database
  readonly store: KeyStore
  readonly nowMs: () => number
}) {
  return async (): Promise<Overdue> => {
    const nowMs = deps.nowMs()
    return {
      recalls: await countOverdueRecalls(deps.retentionSql, new Date(nowMs)),
      keks: overdueKeks(deps.store, nowMs).length,
    }
  }
}
