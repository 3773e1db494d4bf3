import type { CaseErasureRequest, CaseRestrict, CaseUnrestrict } from '@unefois/contracts'
import type { Route } from '@unefois/service'
import type { CaseAct } from '../use-cases/change-case.ts'
import { type Moved, moveRoute } from './move-route.ts'

/** The use-cases behind what protects the person and the agency. */
export interface SafeguardRouteDeps {
  readonly agency: string
  readonly confirmClosing: (act: CaseAct) => Moved
  readonly withdrawClosing: (act: CaseAct) => Moved
  readonly limitCase: (act: CaseAct, body: CaseRestrict) => Moved
  readonly endLimit: (act: CaseAct, body: CaseUnrestrict) => Moved
  readonly eraseCase: (act: CaseAct, body: CaseErasureRequest) => Moved
}

/** The person's rights at the desk, and the second person of a closing that erases. */
export function safeguardRoutes(deps: SafeguardRouteDeps): readonly Route[] {
  return [
    moveRoute(deps, {
      verb: 'close-confirmation',
      body: 'case-close-confirmation.v1',
      summary: 'Confirm, as a second person, a closing that erases and waits.',
      description: 'Those that wait are in the queue `to-confirm`.',
      run: act => deps.confirmClosing(act),
    }),
    moveRoute(deps, {
      verb: 'close-withdrawal',
      body: 'case-close-withdrawal.v1',
      summary: 'Take back, or refuse as the second person, a closing that waits.',
      run: act => deps.withdrawClosing(act),
    }),
    moveRoute<CaseRestrict>(deps, {
      verb: 'restrict',
      body: 'case-restrict.v1',
      summary: 'Freeze a case at the person’s request (GDPR art. 18).',
      description: 'It is kept and shown as restricted; the clocks of the law and recalls go on.',
      run: (act, request) => deps.limitCase(act, request.body),
    }),
    moveRoute<CaseUnrestrict>(deps, {
      verb: 'unrestrict',
      body: 'case-unrestrict.v1',
      summary: 'End a restriction, once the person was told (GDPR art. 18(3)).',
      run: (act, request) => deps.endLimit(act, request.body),
    }),
    moveRoute<CaseErasureRequest>(deps, {
      verb: 'erasure-request',
      body: 'case-erasure-request.v1',
      summary: 'The person asks for erasure (GDPR art. 17): closes with `objected` and erases.',
      description: 'Refused, with the provision, where an agreement sets objection aside.',
      mayWait: true,
      run: (act, request) => deps.eraseCase(act, request.body),
    }),
  ]
}
