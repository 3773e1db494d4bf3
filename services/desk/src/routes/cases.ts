import { defineRoute, pageQuery, type Route, setNextLink, setVersion } from '@unefois/service'
import { type Queue, queues } from '../repositories/queues.ts'
import type { listCases } from '../use-cases/list-cases.ts'
import type { readCase } from '../use-cases/read-case.ts'
import { adviserOf, caseIdOf, deskCallers, uuidPattern } from './parts.ts'

export interface CaseRouteDeps {
  readonly agency: string
  readonly listCases: ReturnType<typeof listCases>
  readonly readCase: ReturnType<typeof readCase>
}

/** What an adviser sees. */
export function caseRoutes(deps: CaseRouteDeps): readonly Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/v1/cases',
      summary: 'One queue, the oldest signal first, a page at a time. It carries no identifier.',
      description: `Queues: ${queues.join(', ')}.`,
      ...deskCallers,
      query: {
        queue: { type: 'string', pattern: `^(${queues.join('|')})$`, required: true },
        after: { type: 'string', pattern: uuidPattern },
        limit: pageQuery.limit,
      },
      response: { 200: 'case-list.v2' },
      async handler(request, reply) {
        const { agent } = adviserOf(deps.agency, request.caller)
        const { after, limit } = request.checkedQuery
        const queue = request.checkedQuery.queue as Queue
        const { list, next } = await deps.listCases({ queue, agent, after, limit })
        if (next !== undefined) {
          setNextLink(reply, '/v1/cases', { queue, after: next, limit: String(limit) })
        }
        return list
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/v1/cases/:id',
      summary: 'One case with its identifier opened. The reading is traced. ETag is its version.',
      description: 'Once what it held of the person has been destroyed: 410, whose code says why.',
      ...deskCallers,
      params: { id: uuidPattern },
      response: { 200: 'case.v2' },
      async handler(request, reply) {
        const adviser = adviserOf(deps.agency, request.caller)
        const shown = await deps.readCase(caseIdOf(request.params), adviser)
        setVersion(reply, shown.version)
        return shown
      },
    }),
  ]
}
