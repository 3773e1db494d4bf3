import type { LegalHold } from '@unefois/contracts'
import { defineRoute, type Route } from '@unefois/service'
import type { traceLook } from '../trace-reads.ts'
import type { endHold } from '../use-cases/end-hold.ts'
import type { placeHold } from '../use-cases/place-hold.ts'
import type { readHolds } from '../use-cases/read-holds.ts'
import { checkOfficer, uuidPattern } from './check-officer.ts'

export interface HoldRouteDeps {
  readonly traceLook: ReturnType<typeof traceLook>
  readonly placeHold: ReturnType<typeof placeHold>
  readonly readHolds: ReturnType<typeof readHolds>
  readonly endHold: ReturnType<typeof endHold>
}

/** What is kept past its expiry, on what basis, by whom and until when. */
export function holdRoutes(deps: HoldRouteDeps): readonly Route[] {
  return [
    defineRoute<LegalHold>({
      method: 'POST',
      url: '/v1/legal-holds',
      summary: 'Keep what signals left past its expiry, on a legal basis, until a day.',
      description:
        'It suspends expiry at the hub only. An objection, an outcome that erases and a ' +
        'withdrawal erase all the same. The ids are not looked up: a signal that is gone stays so.',
      scopes: ['retention'],
      roles: ['dpo'],
      body: 'legal-hold.v1',
      response: { 201: 'legal-hold-record.v1' },
      idempotent: true,
      async handler(request, reply) {
        checkOfficer(request)
        const { body, caller, idempotencyKey } = request
        reply.code(201)
        return deps.placeHold({ body, caller, idempotencyKey })
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/v1/legal-holds',
      summary: 'Every hold that is kept, newest first.',
      scopes: ['retention'],
      roles: ['dpo'],
      response: { 200: 'legal-hold-list.v1' },
      async handler(request) {
        checkOfficer(request)
        await deps.traceLook(request.caller, 'holds')
        return deps.readHolds()
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/v1/legal-holds/:id/end',
      summary: 'End a hold before its day.',
      scopes: ['retention'],
      roles: ['dpo'],
      params: { id: uuidPattern },
      response: { 200: 'legal-hold-record.v1' },
      idempotent: true,
      handler(request) {
        checkOfficer(request)
        const { caller, idempotencyKey, params } = request
        return deps.endHold({ caller, idempotencyKey, id: params.id ?? '' })
      },
    }),
  ]
}
