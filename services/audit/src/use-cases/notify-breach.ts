import type { BreachRecord } from '@unefois/contracts'
import { inTransaction } from '@unefois/database'
import type { AuditDeps } from '../deps.ts'
import { problems } from '../errors.ts'
import { markNotified } from '../repositories/breaches.ts'
import { type Reader, traceReads } from '../trace-reads.ts'
import { getOfficer } from './open-file.ts'
import { getBreach } from './read-breaches.ts'

/** When the authority was told, and why so late where it was. */
export interface Notice {
  readonly at: Date
  readonly authority: NonNullable<BreachRecord['authority']>
  readonly lateReason: BreachRecord['lateReason']
}

/**
 * Notes that the authority was told of a breach (GDPR art. 33(1)).
 * @throws Problem 403, 404, 409 when it is noted or closed already, 422 for a time before it was
 *   known or to come, and for being late without a reason.
 */
export function notifyBreach(deps: Pick<AuditDeps, 'sql' | 'newId' | 'nowMs'>) {
  return async (caller: Reader, id: string, notice: Notice): Promise<void> => {
    const by = getOfficer(caller)
    const now = new Date(deps.nowMs())
    await inTransaction(deps.sql, { name: 'notify-breach' }, async transaction => {
      const breach = await getBreach(transaction, id)
      if (breach.notifiedAt !== null || breach.closedAt !== null) throw problems['breach-decided']()
      if (!(notice.at >= breach.knownAt && notice.at <= now)) throw problems['breach-time-unfit']()
      const isLate = notice.at > breach.noticeDueAt
      if (isLate && notice.lateReason === undefined) throw problems['late-without-reason']()
      const lateReason = isLate ? notice.lateReason : undefined
      const { at, authority } = notice
      await markNotified(transaction, { id, at, by, authority, lateReason: lateReason ?? null })
      const detail = { breach: id, authority, late: isLate }
      await traceReads(deps, transaction, { caller, operation: 'breach-notify', detail })
    })
  }
}
