import type { AccessRequest, RequestReceipt } from '@unefois/contracts'
import { addMonths } from '@unefois/retention'
import type { ConsentDeps } from '../deps.ts'
import { toRequestReceipt } from '../domain/request-receipt.ts'
import { limits } from '../limits.ts'
import { insertAccessRequest } from '../repositories/access-requests.ts'
import { askForPerson, type RequestInput } from './ask-for-person.ts'

/**
 * A person asks what was exchanged about them (GDPR art. 15; the operator's own duty, CRPA
 * R.114-9-7). Only that they asked is kept, and until when they are answered: whoever makes the
 * export is given the number again, with the receipt's id, and asks `find_access_request`.
 * @throws Problem as `askForPerson`.
 */
export function requestAccess(deps: ConsentDeps) {
  const ask = askForPerson(deps)
  return (input: RequestInput<AccessRequest>): Promise<RequestReceipt> =>
    ask('access-request', input, async ({ transaction, identifier, request }) => {
      const answerBy = addMonths(request.at, limits.accessAnswerMonths)
      const lapsesAt = addMonths(request.at, limits.accessKeptMonths)
      const { at: requestedAt, ...asked } = request
      await insertAccessRequest(
        transaction,
        { ...asked, requestedAt, answerBy, lapsesAt },
        deps.keys.objectionIndex(identifier),
      )
      return {
        answer: toRequestReceipt(request, { kind: 'access', answerBy }),
        detail: { answerBy: answerBy.toISOString() },
      }
    })
}
