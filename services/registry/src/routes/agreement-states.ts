import type { Agreement } from '@unefois/contracts'
import { defineRoute, type Route } from '@unefois/service'
import type { Actor } from '../domain/act.ts'
import { agreementPattern, parameterOf } from './parts.ts'

/** An act that changes the state of one agreement and answers it. */
type ChangeState = (actor: Actor, id: string) => Promise<Agreement>

export interface AgreementStateRouteDeps {
  readonly activateAgreement: ChangeState
  readonly suspendAgreement: ChangeState
  readonly resumeAgreement: ChangeState
  readonly endAgreement: ChangeState
}

/** The life of an agreement: acts without a body, each refused where the state forbids it. */
export function agreementStateRoutes(deps: AgreementStateRouteDeps): readonly Route[] {
  return [
    stateRoute('activation', 'Bring the newest draft into force.', (actor, id) =>
      deps.activateAgreement(actor, id),
    ),
    stateRoute('suspension', 'Stop it until whoever suspended it resumes it.', (actor, id) =>
      deps.suspendAgreement(actor, id),
    ),
    stateRoute('resumption', 'Let it carry signals again.', (actor, id) =>
      deps.resumeAgreement(actor, id),
    ),
    stateRoute('end', 'End it for good.', (actor, id) => deps.endAgreement(actor, id)),
  ]
}

function stateRoute(act: string, summary: string, change: ChangeState): Route {
  return defineRoute({
    method: 'POST',
    url: `/v1/agreements/:id/${act}`,
    summary,
    scopes: ['agreements', 'registry-admin'],
    params: { id: agreementPattern },
    response: { 200: 'agreement.v1' },
    handler: request => change(request.caller, parameterOf(request, 'id')),
  })
}
