import type { PersonAgreement } from '@unefois/contracts'
import { defineRoute, type Route } from '@unefois/service'
import type { recordPersonAgreement } from '../use-cases/record-person-agreement.ts'

export interface PersonAgreementRouteDeps {
  readonly recordPersonAgreement: ReturnType<typeof recordPersonAgreement>
}

/** What a person agreed to, told by the agency that they told. */
export function personAgreementRoutes(deps: PersonAgreementRouteDeps): readonly Route[] {
  return [
    defineRoute<PersonAgreement>({
      method: 'POST',
      url: '/v1/person-agreements',
      summary: 'Record that a person agreed that named recipients be told of named rights.',
      scopes: ['person-agreements'],
      body: 'person-agreement.v1',
      response: { 201: 'person-agreement-recorded.v1' },
      idempotent: true,
      async handler(request, reply) {
        reply.code(201)
        return deps.recordPersonAgreement({
          collector: request.caller,
          idempotencyKey: request.idempotencyKey,
          body: request.body,
        })
      },
    }),
  ]
}
