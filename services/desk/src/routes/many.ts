import type { CaseBatchAnswer, CaseClaims, CaseContacts, CaseNotices } from '@unefois/contracts'
import { defineRoute, type Route, type RouteRequest } from '@unefois/service'
import type { Adviser } from '../use-cases/change-case.ts'
import { adviserOf, deskCallers } from './parts.ts'

type Many<Body> = (by: Adviser, asked: Body, key: string) => Promise<CaseBatchAnswer>

/** The use-cases behind what is done to many cases at once. */
export interface ManyRouteDeps {
  readonly agency: string
  readonly claimMany: Many<CaseClaims>
  readonly contactMany: Many<CaseContacts>
  readonly informMany: Many<CaseNotices>
}

/** A letter campaign: the same move of up to 500 cases, each answered for itself. */
export function manyRoutes(deps: ManyRouteDeps): readonly Route[] {
  return [
    manyRoute<CaseClaims>(deps, {
      url: '/v1/case-claims',
      body: 'case-claims.v1',
      summary: 'Take up to 500 cases. Each is done or refused for itself.',
      run: (by, request) => deps.claimMany(by, request.body, request.idempotencyKey),
    }),
    manyRoute<CaseContacts>(deps, {
      url: '/v1/case-contacts',
      body: 'case-contacts.v1',
      summary: 'Record the same attempt to contact on up to 500 cases: a letter to all of them.',
      run: (by, request) => deps.contactMany(by, request.body, request.idempotencyKey),
    }),
    manyRoute<CaseNotices>(deps, {
      url: '/v1/case-notices',
      body: 'case-notices.v1',
      summary: 'Record on up to 500 cases that the person was told of their rights.',
      run: (by, request) => deps.informMany(by, request.body, request.idempotencyKey),
    }),
  ]
}

function manyRoute<Body>(
  deps: { readonly agency: string },
  call: {
    readonly url: string
    readonly body: string
    readonly summary: string
    readonly run: (by: Adviser, request: RouteRequest<Body>) => Promise<CaseBatchAnswer>
  },
): Route {
  const { run, ...rest } = call
  return defineRoute<Body>({
    method: 'POST',
    ...rest,
    description: 'In one transaction: sent again under its key it answers as before.',
    ...deskCallers,
    idempotent: true,
    response: { 200: 'case-batch-answer.v1' },
    handler: request => run(adviserOf(deps.agency, request.caller), request),
  })
}
