import type { LegalHoldRecord } from '@unefois/contracts'
import { actOnce } from '../act-once.ts'
import type { ActingOfficer, AuditDeps } from '../deps.ts'
import { endHold as endStored } from '../repositories/legal-holds.ts'
import { appendTraces } from '../repositories/traces.ts'
import { getHold, holdTraces } from './read-holds.ts'

/**
 * Ends a hold before its day: what it kept goes with the next run of whoever owns it. A hold that
 * has ended already stays as it is.
 * @throws Problem 404 for a hold that nobody placed, 409 and 503 as `actOnce`.
 */
export function endHold(deps: AuditDeps) {
  return async (input: {
    caller: ActingOfficer
    idempotencyKey: string
    id: string
  }): Promise<LegalHoldRecord> => {
    const { caller, id, idempotencyKey } = input
    const at = new Date(deps.nowMs())
    return actOnce(deps, {
      call: 'legal-hold-end',
      agency: caller.agency,
      key: idempotencyKey,
      body: { id },
      async work(transaction) {
        const signalIds = await endStored(transaction, { id, at, by: caller.clientId })
        const act = { operation: 'legal-hold-end', at, detail: { hold: id } }
        await appendTraces(transaction, holdTraces(deps, caller, act, signalIds))
        return getHold(transaction, id, at)
      },
    })
  }
}
