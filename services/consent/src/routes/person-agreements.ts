import type { PersonAgreementV2, TakingBack } from '@unefois/contracts'
import { defineRoute, type Route } from '@unefois/service'
import type { readPersonAgreement } from '../use-cases/read-person-agreement.ts'
import type { recordPersonAgreement } from '../use-cases/record-person-agreement.ts'
import type { withdrawPersonAgreement } from '../use-cases/withdraw-person-agreement.ts'
import { personAgreementPattern } from './patterns.ts'

export interface PersonAgreementRouteDeps {
  readonly recordPersonAgreement: ReturnType<typeof recordPersonAgreement>
  readonly readPersonAgreement: ReturnType<typeof readPersonAgreement>
  readonly withdrawPersonAgreement: ReturnType<typeof withdrawPersonAgreement>
}

/** What a person agreed to, told by the agency that they told. */
export function personAgreementRoutes(deps: PersonAgreementRouteDeps): readonly Route[] {
  return [
    defineRoute<PersonAgreementV2>({
      method: 'POST',
      url: '/v1/person-agreements',
      summary: 'Record that a person agreed that named recipients be told of named rights.',
      scopes: ['person-agreements'],
      body: 'person-agreement.v2',
      response: { 201: 'person-agreement-recorded.v1' },
      idempotent: true,
      async handler(request, reply) {
        reply.code(201)
        const { body, caller: collector, idempotencyKey } = request
        return deps.recordPersonAgreement({ collector, idempotencyKey, body })
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/v1/person-agreements/:id',
      summary: 'The record with the fields of ISO/IEC TS 27560, for the agency that made it.',
      scopes: ['person-agreements'],
      params: { id: personAgreementPattern },
      response: { 200: 'person-agreement-record.v1' },
      handler: ({ caller, params }) =>
        deps.readPersonAgreement({ agency: caller.agency, id: params.id ?? '' }),
    }),
    defineRoute<TakingBack>({
      method: 'POST',
      url: '/v1/person-agreements/:id/withdrawal',
      summary: 'Withdraw it, with its id and the person’s number, at any agency.',
      scopes: ['person-agreements'],
      params: { id: personAgreementPattern },
      body: 'taking-back.v1',
      response: { 200: 'taken-back.v1' },
      idempotent: true,
      handler: ({ body, caller, idempotencyKey, params }) =>
        deps.withdrawPersonAgreement({ caller, idempotencyKey, id: params.id ?? '', body }),
    }),
  ]
}
