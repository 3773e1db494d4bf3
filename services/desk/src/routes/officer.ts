import type {
  Deletions,
  LegalHold,
  LegalHoldList,
  LegalHoldRecord,
  LogWatchV2,
} from '@unefois/contracts'
import { defineRoute, type Route, setNextLink } from '@unefois/service'
import type { Adviser } from '../use-cases/change-case.ts'
import type { listCertificates } from '../use-cases/list-certificates.ts'
import { adviserOf, caseIdOf, officerCallers, uuidPattern } from './parts.ts'

/** What the agency's data protection officer asks of the desk. */
export interface OfficerRouteDeps {
  readonly agency: string
  readonly forecastDeletions: () => Promise<Deletions>
  readonly listCertificates: ReturnType<typeof listCertificates>
  readonly readLogWatch: () => Promise<LogWatchV2>
  readonly listHolds: () => Promise<LegalHoldList>
  readonly placeHold: (asked: LegalHold, by: Adviser, key: string) => Promise<LegalHoldRecord>
  readonly endHold: (id: string, by: Adviser) => Promise<LegalHoldRecord>
}

/** Deletions due, done and overdue, their certificates, and legal holds. */
export function officerRoutes(deps: OfficerRouteDeps): readonly Route[] {
  return [...deletionRoutes(deps), logRoute(deps), ...holdRoutes(deps)]
}

function deletionRoutes(deps: OfficerRouteDeps): readonly Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/v1/deletions',
      summary: 'What this desk will erase and when, what is overdue, and what it erased.',
      description: 'Counts only. What was erased more than a month ago is in the certificates.',
      ...officerCallers,
      response: { 200: 'deletions.v1' },
      handler(request) {
        adviserOf(deps.agency, request.caller)
        return deps.forecastDeletions()
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/v1/certificates',
      summary: 'Certificates of this desk’s erasures, signed with its own key, oldest first.',
      ...officerCallers,
      query: {
        after: { type: 'integer', minimum: 0, maximum: 2_000_000_000, default: 0 },
        limit: { type: 'integer', minimum: 1, maximum: 500, default: 100 },
      },
      response: { 200: 'certificate-list.v1' },
      async handler(request, reply) {
        adviserOf(deps.agency, request.caller)
        const { after, limit } = request.checkedQuery
        const { list, next } = await deps.listCertificates({ after, limit })
        if (next !== undefined) {
          setNextLink(reply, '/v1/certificates', { after: String(next), limit: String(limit) })
        }
        return list
      },
    }),
  ]
}

function logRoute(deps: OfficerRouteDeps): Route {
  return defineRoute({
    method: 'GET',
    url: '/v1/log-watch',
    summary:
      'What the hub’s log says of this agency’s keys and agreements, what is unknown here, and ' +
      'whether the log is frozen.',
    ...officerCallers,
    response: { 200: 'log-watch.v2' },
    handler(request) {
      adviserOf(deps.agency, request.caller)
      return deps.readLogWatch()
    },
  })
}

function holdRoutes(deps: OfficerRouteDeps): readonly Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/v1/legal-holds',
      summary: 'Every legal hold that is kept, newest first.',
      ...officerCallers,
      response: { 200: 'legal-hold-list.v1' },
      handler(request) {
        adviserOf(deps.agency, request.caller)
        return deps.listHolds()
      },
    }),
    defineRoute<LegalHold>({
      method: 'POST',
      url: '/v1/legal-holds',
      summary: 'Keep cases past their last day, for a court or an authority, until a day.',
      description:
        'It never holds against objection, outcomes that erase, or recalls for them. ' +
        'At a desk a signal’s id is its case’s.',
      ...officerCallers,
      body: 'legal-hold.v1',
      idempotent: true,
      response: { 201: 'legal-hold-record.v1' },
      async handler(request, reply) {
        const by = adviserOf(deps.agency, request.caller)
        return reply.code(201).send(await deps.placeHold(request.body, by, request.idempotencyKey))
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/v1/legal-holds/:id/end',
      summary: 'End a hold before its day. What has expired meanwhile goes within the hour.',
      ...officerCallers,
      params: { id: uuidPattern },
      response: { 200: 'legal-hold-record.v1' },
      handler(request) {
        const by = adviserOf(deps.agency, request.caller)
        return deps.endHold(caseIdOf(request.params), by)
      },
    }),
  ]
}
