import { defineRoute, type Route, setNextLink } from '@unefois/service'
import type { traceLook } from '../trace-reads.ts'
import type { forecastDeletions } from '../use-cases/forecast-deletions.ts'
import type { listCertificates } from '../use-cases/list-certificates.ts'
import { checkOfficer, positionPattern } from './check-officer.ts'

export interface DeletionRouteDeps {
  readonly traceLook: ReturnType<typeof traceLook>
  readonly forecastDeletions: ReturnType<typeof forecastDeletions>
  readonly listCertificates: ReturnType<typeof listCertificates>
}

/** What is erased, and the proof that it was. */
export function deletionRoutes(deps: DeletionRouteDeps): readonly Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/v1/deletions',
      summary: 'What is due to be erased at the hub, what is overdue, what was done.',
      description:
        'Counts only, of what the log had numbered some seconds ago. A month of signals of more ' +
        'than ten thousand is an estimate of the database’s.',
      scopes: ['retention'],
      roles: ['dpo'],
      response: { 200: 'deletions.v2' },
      async handler(request) {
        checkOfficer(request)
        await deps.traceLook(request.caller, 'deletions')
        return deps.forecastDeletions()
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/v1/certificates',
      summary: 'Certificates of erasure, in the order in which they were made, a page at a time.',
      scopes: ['retention'],
      roles: ['dpo'],
      query: { after: { type: 'string', pattern: positionPattern } },
      response: { 200: 'certificate-list.v2' },
      async handler(request, reply) {
        checkOfficer(request)
        await deps.traceLook(request.caller, 'certificates')
        const { list, next } = await deps.listCertificates(Number(request.checkedQuery.after ?? 0))
        if (next !== undefined) setNextLink(reply, '/v1/certificates', { after: String(next) })
        return list
      },
    }),
  ]
}
