import type { PersonAgreementRecorded, PersonAgreementV2 } from '@unefois/contracts'
import { personAgreementDue } from '@unefois/retention'
import type { ActingClient, ConsentDeps } from '../deps.ts'
import { problems } from '../errors.ts'
import { insertAgreement } from '../repositories/person-agreements.ts'
import { appendTraces } from '../repositories/traces.ts'
import { getIdentifier, profileOf } from './check-caller.ts'
import { lockPerson } from './lock-person.ts'

/**
 * Records that a person agreed, to this collector, that named recipients be told of named rights.
 * A safeguard beside a legal basis, not the basis itself; kept until withdrawn, at most 12 months.
 * The identifier is turned into a blind index at once and goes no further.
 * @throws Problem 422 for a wrong identifier or authority, 409 and 503 as `actOnce`.
 */
export function recordPersonAgreement(deps: ConsentDeps) {
  return async (input: {
    collector: Pick<ActingClient, 'agency' | 'clientId'>
    idempotencyKey: string
    body: PersonAgreementV2
  }): Promise<PersonAgreementRecorded> => {
    const { body, collector } = input
    const identifier = getIdentifier(body.subject, '/subject', deps.nowMs())
    if ((body.expressedBy === 'legal-representative') !== (body.authority !== undefined)) {
      throw problems['authority-unfit']({
        pointers: [{ pointer: '/authority', detail: 'goes with a legal representative' }],
      })
    }
    return deps.actOnce({
      call: 'person-agreement-record',
      agency: collector.agency,
      key: input.idempotencyKey,
      body,
      async work(transaction) {
        // An agreement given in person lifts earlier objections: which came first must be certain.
        const identifiers = await lockPerson(deps, transaction, identifier)
        const recordedAt = new Date(deps.nowMs())
        const nowMs = recordedAt.getTime()
        const id = `pag_${deps.newId(nowMs).replaceAll('-', '')}`
        const { dueAt: validUntil } = personAgreementDue(profileOf(identifier), recordedAt)
        for (const each of identifiers) {
          const { index, label } = deps.keys.objectionIndex(each)
          await insertAgreement(transaction, {
            id,
            validUntil,
            subjectIndex: index,
            indexKey: label,
            collector: collector.agency,
            body,
            recordedAt,
          })
        }
        await appendTraces(transaction, [
          {
            id: deps.newId(nowMs),
            at: recordedAt,
            actor: collector.clientId,
            agency: collector.agency,
            agent: body.agent,
            operation: 'person-agreement-record',
            subject: deps.keys.traceIndex(identifier, nowMs),
            detail: {
              agreement: id,
              rights: body.rights,
              recipients: body.recipients,
              by: body.expressedBy,
              authority: body.authority,
            },
          },
        ])
        return { id, validUntil: validUntil.toISOString() }
      },
    })
  }
}
