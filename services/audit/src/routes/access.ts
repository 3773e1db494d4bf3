import type { AccessExport } from '@unefois/contracts'
import { parseIdentifier } from '@unefois/identifiers'
import { defineRoute, type Route } from '@unefois/service'
import { problems } from '../errors.ts'
import { limits } from '../limits.ts'
import type { answerAccess } from '../use-cases/answer-access.ts'
import type { closePart } from '../use-cases/close-part.ts'
import { getOfficer } from '../use-cases/open-file.ts'
import type { readParts } from '../use-cases/read-parts.ts'
import { checkOfficer, uuidPattern } from './check-officer.ts'

export interface AccessRouteDeps {
  readonly nowMs: () => number
  readonly answerAccess: ReturnType<typeof answerAccess>
  readonly readParts: ReturnType<typeof readParts>
  readonly closePart: ReturnType<typeof closePart>
}

const partQuery = {
  part: { type: 'integer', minimum: 1, maximum: limits.answerPartsMax, default: 1 },
} as const

/** The answer to a person who asks what was done about them, and the agencies' parts of it. */
export function accessRoutes(deps: AccessRouteDeps): readonly Route[] {
  return [
    defineRoute<AccessExport, typeof partQuery>({
      method: 'POST',
      url: '/v1/access-requests',
      summary: 'Answer a person’s request for access: a ZIP of every act about them, with proofs.',
      description:
        'With the number and the id on the receipt that consent gave. Each answer is traced, and ' +
        'stands in itself. Verify it with `unefois verify`, on any machine, without the hub. ' +
        'Where there are more acts than one part holds, the file’s name says of how many parts ' +
        'it is one: ask for each, one after another.',
      scopes: ['oversight'],
      roles: ['dpo'],
      query: partQuery,
      body: 'access-export.v1',
      response: { 200: null },
      mediaType: 'application/zip',
      async handler(request, reply) {
        checkOfficer(request)
        const { body, caller, checkedQuery } = request
        getOfficer(caller)
        const birthYearMax = new Date(deps.nowMs()).getUTCFullYear()
        const parsed = parseIdentifier(body.subject, { birthYearMax })
        if (!parsed.ok) throw invalidNumber()
        const { identifier } = parsed
        const asked = { caller, identifier, request: body.request, part: checkedQuery.part }
        const { name, zip } = await deps.answerAccess(asked)
        reply.header('cache-control', 'no-store')
        reply.header('content-disposition', `attachment; filename="${name}"`)
        return reply.type('application/zip').send(zip)
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/v1/access-parts',
      summary: 'What agencies are asked for so that persons get the whole answer.',
      description:
        'All for the hub’s officer, without signals; an agency’s officer sees its own, with the ' +
        'signals that it is about until it has answered. Open ones first, by their day.',
      scopes: ['oversight'],
      roles: ['dpo'],
      response: { 200: 'access-part-list.v1' },
      handler: ({ caller }) => deps.readParts({ ...caller, isHub: caller.environmentOf === 'hub' }),
    }),
    defineRoute({
      method: 'POST',
      url: '/v1/access-parts/:id/answer',
      summary: 'The person has been given the caller’s agency’s part.',
      description: 'Said again it changes nothing.',
      scopes: ['oversight'],
      roles: ['dpo'],
      params: { id: uuidPattern },
      response: { 200: 'access-part.v1' },
      handler: ({ caller, params }) => deps.closePart({ caller, id: params.id ?? '' }),
    }),
  ]
}

/** The value is never repeated. */
function invalidNumber() {
  return problems['identifier-invalid']({
    pointers: [{ pointer: '/subject/value', detail: 'is not a valid number of its scheme' }],
  })
}
