import type {
  AccessRequest,
  ErasureRequest,
  Restriction,
  RestrictionLifting,
} from '@unefois/contracts'
import { defineRoute, type Route } from '@unefois/service'
import type { liftRestriction } from '../use-cases/lift-restriction.ts'
import type { requestAccess } from '../use-cases/request-access.ts'
import type { requestErasure } from '../use-cases/request-erasure.ts'
import type { restrictSignals } from '../use-cases/restrict-signals.ts'
import { uuidPattern } from './patterns.ts'

export interface RequestRouteDeps {
  readonly requestErasure: ReturnType<typeof requestErasure>
  readonly restrictSignals: ReturnType<typeof restrictSignals>
  readonly liftRestriction: ReturnType<typeof liftRestriction>
  readonly requestAccess: ReturnType<typeof requestAccess>
}

/** What a person may ask of the hub besides objecting: GDPR art. 15, 17, 18. */
export function requestRoutes(deps: RequestRouteDeps): readonly Route[] {
  return [
    defineRoute<ErasureRequest>({
      method: 'POST',
      url: '/v1/erasure-requests',
      summary: 'Erase what waits about a person, and have receivers erase what they hold.',
      scopes: ['objections'],
      body: 'erasure-request.v1',
      response: { 201: 'request-receipt.v1' },
      idempotent: true,
      async handler({ body, caller, idempotencyKey }, reply) {
        reply.code(201)
        return deps.requestErasure({ caller, idempotencyKey, body })
      },
    }),
    defineRoute<Restriction>({
      method: 'POST',
      url: '/v1/restrictions',
      summary: 'Keep what waits about a person, and give it to nobody.',
      scopes: ['objections'],
      body: 'restriction.v1',
      response: { 201: 'request-receipt.v1' },
      idempotent: true,
      async handler({ body, caller, idempotencyKey }, reply) {
        reply.code(201)
        return deps.restrictSignals({ caller, idempotencyKey, body })
      },
    }),
    defineRoute<RestrictionLifting>({
      method: 'POST',
      url: '/v1/restrictions/:id/lift',
      summary: 'Lift a restriction, with its id and the person’s number, at any agency.',
      scopes: ['objections'],
      params: { id: uuidPattern },
      body: 'restriction-lifting.v1',
      response: { 200: 'restriction-lifted.v1' },
      idempotent: true,
      handler: ({ body, caller, idempotencyKey, params }) =>
        deps.liftRestriction({ caller, idempotencyKey, id: params.id ?? '', body }),
    }),
    defineRoute<AccessRequest>({
      method: 'POST',
      url: '/v1/access-requests',
      summary: 'Record that a person asks what was exchanged about them.',
      scopes: ['objections'],
      body: 'access-request.v1',
      response: { 201: 'request-receipt.v1' },
      idempotent: true,
      async handler({ body, caller, idempotencyKey }, reply) {
        reply.code(201)
        return deps.requestAccess({ caller, idempotencyKey, body })
      },
    }),
  ]
}
