import type {
  CaseAssign,
  CaseClose,
  CaseContact,
  CaseDecline,
  CaseHold,
  CaseNotice,
} from '@unefois/contracts'
import { defineRoute, type Route, type RouteRequest, setVersion } from '@unefois/service'
import type { CaseAct } from '../use-cases/change-case.ts'
import { adviserOf, caseIdOf, deskCallers, uuidPattern } from './parts.ts'

type Moved = Promise<{ readonly version: number; readonly child?: string }>

/** The use-cases behind the moves. */
export interface MoveRouteDeps {
  readonly agency: string
  readonly claimCase: (act: CaseAct) => Moved
  readonly unclaimCase: (act: CaseAct) => Moved
  readonly assignCase: (act: CaseAct, body: CaseAssign) => Moved
  readonly recordContact: (act: CaseAct, body: CaseContact, idempotencyKey: string) => Moved
  readonly giveNotice: (act: CaseAct, body: CaseNotice) => Moved
  readonly holdCase: (act: CaseAct, body: CaseHold) => Moved
  readonly resumeCase: (act: CaseAct) => Moved
  readonly closeCase: (act: CaseAct, body: CaseClose) => Moved
  readonly declineCase: (act: CaseAct, body: CaseDecline) => Moved
}

interface MoveRoute<Body> {
  readonly verb: string
  readonly body: string
  readonly summary: string
  readonly description?: string
  readonly idempotent?: true
  readonly run: (act: CaseAct, request: RouteRequest<Body>) => Moved
}

/**
 * What an adviser does. Every move demands If-Match with the version last seen, and answers 204
 * with the new one as ETag: what is left of a case is read with GET, where the reading is traced.
 */
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
    moveRoute<CaseContact>(deps, {
      verb: 'contacts',
      body: 'case-contact.v1',
      summary: 'Record an attempt to contact. One that leaves content carries the notice.',
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
      summary: 'Close a case. Objected, not eligible, renounced: erased at once.',
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

function moveRoute<Body>(deps: MoveRouteDeps, { verb, run, ...rest }: MoveRoute<Body>): Route {
  return defineRoute<Body>({
    method: 'POST',
    url: `/v1/cases/:id/${verb}`,
    ...rest,
    ...deskCallers,
    params: { id: uuidPattern },
    response: { 204: null },
    ifMatch: true,
    async handler(request, reply) {
      const by = adviserOf(deps.agency, request.caller)
      const { expectedVersion } = request
      const act = { caseId: caseIdOf(request.params), expectedVersion, by }
      const { version, child } = await run(act, request)
      setVersion(reply, version)
      // The signal sent on is the hub's (RFC 8288; RFC 9562 for the name).
      if (child !== undefined) reply.header('link', `<urn:uuid:${child}>; rel="related"`)
      return reply.code(204).send()
    },
  })
}
