import type { IdentifierSuccession } from '@unefois/contracts'
import { defineRoute, type Route } from '@unefois/service'
import type { succeedIdentifier } from '../use-cases/succeed-identifier.ts'

export interface SuccessionRouteDeps {
  readonly succeedIdentifier: ReturnType<typeof succeedIdentifier>
}

/** Which number replaces which, told by the bodies that give numbers. */
export function successionRoutes(deps: SuccessionRouteDeps): readonly Route[] {
  return [
    defineRoute<IdentifierSuccession>({
      method: 'POST',
      url: '/v1/identifier-successions',
      summary: 'Tell that a NIR replaces a NIA, or a NISS a bis number: what was said holds on.',
      scopes: ['identifier-successions'],
      body: 'identifier-succession.v1',
      response: { 201: 'identifier-succession-recorded.v1' },
      idempotent: true,
      async handler(request, reply) {
        reply.code(201)
        const { body, caller, idempotencyKey } = request
        return deps.succeedIdentifier({ caller, idempotencyKey, body })
      },
    }),
  ]
}
