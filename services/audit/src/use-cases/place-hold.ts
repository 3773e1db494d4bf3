import type { LegalHold, LegalHoldRecord } from '@unefois/contracts'
import { holdEndMax, startOfDayAfter } from '@unefois/retention'
import { actOnce } from '../act-once.ts'
import type { ActingOfficer, AuditDeps } from '../deps.ts'
import { problems } from '../errors.ts'
import { insertHold } from '../repositories/legal-holds.ts'
import { appendTraces } from '../repositories/traces.ts'
import { getHold, holdTraces } from './read-holds.ts'

/**
 * Places a legal hold: what these signals left is kept past its expiry until the end of a day.
 * Objections, outcomes and withdrawals erase all the same. Each signal's trace tells of it.
 * @throws Problem 422 for an end that is past or too far, 409 and 503 as `actOnce`.
 */
export function placeHold(deps: AuditDeps) {
  return async (input: {
    caller: ActingOfficer
    idempotencyKey: string
    body: LegalHold
  }): Promise<LegalHoldRecord> => {
    const { body, caller, idempotencyKey } = input
    const at = new Date(deps.nowMs())
    const endsAt = startOfDayAfter(body.endsOn, 1)
    return actOnce(deps, {
      call: 'legal-hold-place',
      agency: caller.agency,
      key: idempotencyKey,
      body,
      async work(transaction) {
        if (!(endsAt > at && endsAt <= holdEndMax(at))) {
          throw problems['hold-end-unfit']({
            pointers: [
              { pointer: '/endsOn', detail: 'is past, or further away than a hold may reach' },
            ],
          })
        }
        const id = deps.newId(at.getTime())
        const { basis, provision, signalIds } = body
        const author = caller.clientId
        await insertHold(transaction, {
          id,
          basis,
          provision,
          author,
          placedAt: at,
          endsAt,
          signalIds,
        })
        const detail = { hold: id, basis, endsAt: endsAt.toISOString() }
        const act = { operation: 'legal-hold-place', at, detail }
        await appendTraces(transaction, holdTraces(deps, caller, act, signalIds))
        return getHold(transaction, id, at)
      },
    })
  }
}
