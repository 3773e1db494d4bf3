import type {
  CaseAssign,
  CaseClose,
  CaseContactV2,
  CaseDecline,
  CaseHold,
  CaseNotice,
} from '@unefois/contracts'
import type { Route } from '@unefois/service'
import type { CaseAct } from '../use-cases/change-case.ts'
import { type Moved, moveRoute } from './move-route.ts'

/** The use-cases behind the moves. */
export interface MoveRouteDeps {
  readonly agency: string
  readonly claimCase: (act: CaseAct) => Moved
  readonly unclaimCase: (act: CaseAct) => Moved
  readonly assignCase: (act: CaseAct, body: CaseAssign) => Moved
  readonly recordContact: (act: CaseAct, body: CaseContactV2, idempotencyKey: string) => Moved
  readonly giveNotice: (act: CaseAct, body: CaseNotice) => Moved
  readonly holdCase: (act: CaseAct, body: CaseHold) => Moved
  readonly resumeCase: (act: CaseAct) => Moved
  readonly closeCase: (act: CaseAct, body: CaseClose) => Moved
  readonly declineCase: (act: CaseAct, body: CaseDecline) => Moved
}

/** What an adviser does. */
export function moveRoutes(deps: MoveRouteDeps): readonly Route[] {
  return [...takingRoutes(deps), ...accompanyingRoutes(deps), ...endingRoutes(deps)]
}

function takingRoutes(deps: MoveRouteDeps): readonly Route[] {
  return [
    moveRoute(deps, {
      verb: 'claim',
      body: 'case-claim.v1',
      summary: 'Take a case. Of two who try at once, one wins and the other gets 412.',
      run: act => deps.claimCase(act),
    }),
    moveRoute(deps, {
      verb: 'unclaim',
      body: 'case-unclaim.v1',
      summary: 'Give a case back to the queue.',
      run: act => deps.unclaimCase(act),
    }),
    moveRoute<CaseAssign>(deps, {
      verb: 'assign',
      body: 'case-assign.v1',
      summary: 'Give a case to an adviser; for team leaders.',
      run: (act, request) => deps.assignCase(act, request.body),
    }),
  ]
}

function accompanyingRoutes(deps: MoveRouteDeps): readonly Route[] {
  return [
    moveRoute<CaseContactV2>(deps, {
      verb: 'contacts',
      body: 'case-contact.v2',
      summary: 'Record an attempt to contact. One that leaves content names the notice it carried.',
      idempotent: true,
      run: (act, request) => deps.recordContact(act, request.body, request.idempotencyKey),
    }),
    moveRoute<CaseNotice>(deps, {
      verb: 'notice',
      body: 'case-notice.v1',
      summary: 'Record that the person was told of their rights (CRPA L.114-8 II §2).',
      run: (act, request) => deps.giveNotice(act, request.body),
    }),
    moveRoute<CaseHold>(deps, {
      verb: 'hold',
      body: 'case-hold.v1',
      summary: 'Let a case wait for something outside the agency, until a day.',
      run: (act, request) => deps.holdCase(act, request.body),
    }),
    moveRoute(deps, {
      verb: 'resume',
      body: 'case-resume.v1',
      summary: 'Go on with a case on hold.',
      run: act => deps.resumeCase(act),
    }),
  ]
}

function endingRoutes(deps: MoveRouteDeps): readonly Route[] {
  return [
    moveRoute<CaseClose>(deps, {
      verb: 'close',
      body: 'case-close.v1',
      summary: 'Close a case. Objected, not eligible, renounced, identifier error: erased at once.',
      description:
        '202: many were erased lately, so it waits in the queue `to-confirm` for a second person.',
      mayWait: true,
      run: (act, request) => deps.closeCase(act, request.body),
    }),
    moveRoute<CaseDecline>(deps, {
      verb: 'decline',
      body: 'case-decline.v1',
      summary: 'Decline a case, sending the signal on where an active agreement allows it.',
      description: 'The signal sent on is named in Link, rel="related".',
      run: (act, request) => deps.declineCase(act, request.body),
    }),
  ]
}
