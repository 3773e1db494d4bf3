import { defineRoute, type Route, type RouteRequest, setVersion } from '@unefois/service'
import type { CaseAct } from '../use-cases/change-case.ts'
import { adviserOf, caseIdOf, deskCallers, uuidPattern } from './parts.ts'

/** What a move came to: the case's new version, and whether it waits for a second person. */
export type Moved = Promise<{
  readonly version: number
  readonly child?: string
  readonly waits?: boolean
}>

/** One move of a case, as a line of the route table. */
export interface MoveRoute<Body> {
  readonly verb: string
  readonly body: string
  readonly summary: string
  readonly description?: string
  readonly idempotent?: true
  /** A 202 says that it was written down and waits for a second person. */
  readonly mayWait?: true
  readonly run: (act: CaseAct, request: RouteRequest<Body>) => Moved
}

/**
 * A move demands If-Match with the version last seen, and answers 204 with the new one as ETag:
 * what is left of a case is read with GET, where the reading is traced.
 */
export function moveRoute<Body>(
  deps: { readonly agency: string },
  { verb, run, mayWait, ...rest }: MoveRoute<Body>,
): Route {
  return defineRoute<Body>({
    method: 'POST',
    url: `/v1/cases/:id/${verb}`,
    ...rest,
    ...deskCallers,
    params: { id: uuidPattern },
    response: mayWait ? { 202: null, 204: null } : { 204: null },
    ifMatch: true,
    async handler(request, reply) {
      const by = adviserOf(deps.agency, request.caller)
      const { expectedVersion } = request
      const act = { caseId: caseIdOf(request.params), expectedVersion, by }
      const { version, child, waits } = await run(act, request)
      setVersion(reply, version)
      // The signal sent on is the hub's (RFC 8288; RFC 9562 for the name).
      if (child !== undefined) reply.header('link', `<urn:uuid:${child}>; rel="related"`)
      return reply.code(waits ? 202 : 204).send()
    },
  })
}
