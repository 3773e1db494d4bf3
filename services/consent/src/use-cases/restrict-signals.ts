import type { RequestReceipt, Restriction } from '@unefois/contracts'
import { addMonths } from '@unefois/retention'
import type { ConsentDeps } from '../deps.ts'
import { toRequestReceipt } from '../domain/request-receipt.ts'
import { limits } from '../limits.ts'
import { insertRestrictions, restrictKeys } from '../repositories/restrictions.ts'
import { traceRestricted } from '../restricted-traces.ts'
import { askForPerson, type RequestInput } from './ask-for-person.ts'
import { tellReceivers } from './tell-receivers.ts'

/**
 * A person asks that what waits about them be kept and given to nobody (GDPR art. 18): no key is
 * released, of what waits now or comes, until the restriction is lifted. Receivers that have a case
 * are told, and freeze it (GDPR art. 19; infra/decisions, a restriction reaches receivers).
 * @throws Problem as `askForPerson`.
 */
export function restrictSignals(deps: ConsentDeps) {
  const ask = askForPerson(deps)
  return (input: RequestInput<Restriction>): Promise<RequestReceipt> =>
    ask('restriction-lodge', input, async ({ transaction, identifiers, request }) => {
      const { ground } = input.body
      const endsAt = addMonths(request.at, limits.restrictionMonths)
      await insertRestrictions(
        transaction,
        { id: request.id, ground, restrictedAt: request.at, lapsesAt: endsAt },
        identifiers.map(each => deps.keys.objectionIndex(each)),
      )
      const indexes = identifiers.flatMap(each => deps.keys.signalIndexes(each))
      const held = await restrictKeys(transaction, indexes, true)
      const act = { ground, at: request.at }
      const told = await tellReceivers(deps, transaction, identifiers, act)
      return {
        answer: toRequestReceipt(request, { kind: 'restriction', ground, endsAt }),
        detail: { ground, endsAt: endsAt.toISOString() },
        traces: [
          ...traceRestricted(deps, held, { operation: 'signal-restrict', at: request.at }),
          ...told,
        ],
      }
    })
}
