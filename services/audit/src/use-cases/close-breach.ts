import { inTransaction } from '@unefois/database'
import type { AuditDeps } from '../deps.ts'
import { problems } from '../errors.ts'
import { markClosed } from '../repositories/breaches.ts'
import { type Reader, traceReads } from '../trace-reads.ts'
import { getOfficer } from './open-file.ts'
import { getBreach } from './read-breaches.ts'

/**
 * Closes a breach: notified, or found unlikely to put anybody at risk (GDPR art. 33(1)).
 * @throws Problem 403, 404, 409 when it is closed already.
 */
export function closeBreach(deps: Pick<AuditDeps, 'sql' | 'newId' | 'nowMs'>) {
  return async (caller: Reader, id: string): Promise<void> => {
    const by = getOfficer(caller)
    const at = new Date(deps.nowMs())
    await inTransaction(deps.sql, { name: 'close-breach' }, async transaction => {
      const breach = await getBreach(transaction, id)
      if (breach.closedAt !== null) throw problems['breach-decided']()
      await markClosed(transaction, { id, at, by })
      const detail = { breach: id, notified: breach.notifiedAt !== null }
      await traceReads(deps, transaction, { caller, operation: 'breach-close', detail })
    })
  }
}
