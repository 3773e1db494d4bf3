import type { TakenBack, TakingBack } from '@unefois/contracts'
import type { ActingClient, ConsentDeps } from '../deps.ts'
import { restsOn } from '../domain/objection-scope.ts'
import { problems } from '../errors.ts'
import { recordErasures } from '../repositories/erasures.ts'
import { deleteAgreement, listAgreements } from '../repositories/person-agreements.ts'
import { findSignals } from '../repositories/signals.ts'
import { appendTraces } from '../repositories/traces.ts'
import { checkSpeaker, getIdentifier } from './check-caller.ts'
import { lockPerson } from './lock-person.ts'
import { stopById } from './stop-signals.ts'

/**
 * Withdraws a person's agreement (GDPR art. 7(3): as easily as it was given, at any agency). No
 * signal may rest on it any more, and those that do are destroyed where they wait and recalled
 * where a receiver has them. The row goes; its traces stay.
 *
 * The answer and its time are the same whether there were signals or not.
 * @throws Problem 404, the same for an unknown id and another's; 403, 422 as for lodging.
 */
export function withdrawPersonAgreement(deps: ConsentDeps) {
  return async (input: {
    caller: ActingClient
    idempotencyKey: string
    id: string
    body: TakingBack
  }): Promise<TakenBack> => {
    const { body, caller, id } = input
    const agent = checkSpeaker(caller, body)
    const identifier = getIdentifier(body.subject, '/subject', deps.nowMs())
    return deps.actOnce({
      call: 'person-agreement-withdraw',
      agency: caller.agency,
      key: input.idempotencyKey,
      body: { ...body, id },
      async work(transaction) {
        const identifiers = await lockPerson(deps, transaction, identifier)
        const at = new Date(deps.nowMs())
        const given = await listAgreements(transaction, deps.keys.objectionIndexes(identifier), at)
        const agreement = given.find(each => each.id === id)
        if (agreement === undefined) throw problems['person-agreement-unknown']()
        await deleteAgreement(transaction, id)
        await recordErasures(transaction, [
          {
            id: deps.newId(at.getTime()),
            at,
            class: 'person-agreement',
            reason: 'agreement-withdrawn',
            article: 'GDPR art. 7(3)',
            rowIds: [id],
            count: 1,
          },
        ])
        const indexes = identifiers.flatMap(each => deps.keys.traceIndexes(each))
        const traced = await findSignals(transaction, indexes)
        const resting = traced.filter(signal => restsOn(signal, agreement))
        const recalled = await stopById(deps, transaction, resting, {
          identifier,
          reason: 'agreement-withdrawn',
          at,
        })
        await appendTraces(transaction, [
          {
            id: deps.newId(at.getTime()),
            at,
            actor: caller.clientId,
            agency: caller.agency,
            agent: agent ?? undefined,
            operation: 'person-agreement-withdraw',
            subject: deps.keys.traceIndex(identifier, at.getTime()),
            detail: { agreement: id, by: body.by, authority: body.authority },
          },
          ...recalled,
        ])
        return { id, withdrawnAt: at.toISOString() }
      },
    })
  }
}
