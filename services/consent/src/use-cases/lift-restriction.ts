import type { RestrictionLifted, RestrictionLifting } from '@unefois/contracts'
import type { ConsentDeps } from '../deps.ts'
import { problems } from '../errors.ts'
import { recordErasures } from '../repositories/erasures.ts'
import { deleteRestriction, listRestrictions, restrictKeys } from '../repositories/restrictions.ts'
import { traceRestricted } from '../restricted-traces.ts'
import { askForPerson, type RequestInput } from './ask-for-person.ts'
import { tellReceivers } from './tell-receivers.ts'

/**
 * Lifts a restriction: its id and the person's number together, at any agency. What it alone kept
 * back is sent to its receivers, who may then ask for the keys; who froze a case is told.
 * @throws Problem 404, the same for an unknown id and another's; 422 unless the person was told
 * before (GDPR art. 18(3)); otherwise as `askForPerson`.
 */
export function liftRestriction(deps: ConsentDeps) {
  const ask = askForPerson(deps)
  return async (
    input: RequestInput<RestrictionLifting> & { readonly id: string },
  ): Promise<RestrictionLifted> => {
    const { id, body } = input
    if (Date.parse(body.toldAt) > deps.nowMs()) {
      throw problems['restriction-told-later']({
        pointers: [{ pointer: '/toldAt', detail: 'is in the future' }],
      })
    }
    const lift: Parameters<typeof ask<RestrictionLifting, RestrictionLifted>>[2] = async ({
      transaction,
      identifiers,
      request: { at },
    }) => {
      const indexes = identifiers.flatMap(each => deps.keys.objectionIndexes(each))
      const standing = await listRestrictions(transaction, indexes, at)
      if (!standing.some(each => each.id === id)) throw problems['restriction-unknown']()
      await deleteRestriction(transaction, id)
      await recordErasures(transaction, [
        {
          id: deps.newId(at.getTime()),
          at,
          class: 'objection',
          reason: 'withdrawal',
          article: 'GDPR art. 18(3)',
          rowIds: [id],
          count: 1,
        },
      ])
      const waiting = identifiers.flatMap(each => deps.keys.signalIndexes(each))
      const isLast = standing.length === 1
      const freed = isLast ? await restrictKeys(transaction, waiting, false) : []
      const act = { ground: null, at }
      const told = isLast ? await tellReceivers(deps, transaction, identifiers, act) : []
      return {
        answer: { id, liftedAt: at.toISOString() },
        detail: { toldAt: body.toldAt },
        traces: [...traceRestricted(deps, freed, { operation: 'signal-unrestrict', at }), ...told],
      }
    }
    return ask('restriction-lift', input, lift, { id })
  }
}
