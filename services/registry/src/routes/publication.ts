import type { PublicExchangesV2, RightList, Snapshot } from '@unefois/contracts'
import type { Site } from '@unefois/pages'
import { defineRoute, type Route, setVersion } from '@unefois/service'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { toExchangesCsv } from '../domain/exchanges-csv.ts'
import { exchangesPage } from '../views/exchanges-page.ts'
import { isKnownVersion } from './parts.ts'
import { type Form, preferredForm } from './preferred-form.ts'

export interface PublicationRouteDeps {
  readonly readSnapshot: () => Promise<Snapshot>
  readonly listExchanges: () => Promise<PublicExchangesV2>
  readonly readRights: () => Promise<RightList>
  readonly site: Site
}

/** The public list of exchanges: JSON, CSV or a page. */
export const exchangesPath = '/v1/public/exchanges'

/** What the registry tells to the other services, and to everybody. */
export function publicationRoutes(deps: PublicationRouteDeps): readonly Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/v1/snapshot',
      summary: 'What services need of the registry, at one version; 304 to who has it.',
      scopes: ['snapshot'],
      response: { 200: 'snapshot.v1', 304: null },
      async handler(request, reply) {
        const snapshot = await deps.readSnapshot()
        setVersion(reply, snapshot.version)
        if (isKnownVersion(request, snapshot.version)) return reply.code(304).send()
        return snapshot
      },
    }),
    defineRoute({
      method: 'GET',
      url: exchangesPath,
      summary: 'The public list of administrations, data and legal basis (CRPA L.114-8 III).',
      description:
        'JSON, CSV or a page, by `Accept` or by `format`. No token. `lang` and `after` (the hash ' +
        'of the last agreement shown) are for the page; JSON and CSV hold the whole list.',
      public: true,
      query: {
        format: { type: 'string', pattern: '^(json|csv|html)$' },
        lang: { type: 'string', pattern: '^(fr|nl|de|en)$' },
        after: { type: 'string', pattern: '^[0-9a-f]{64}$' },
      },
      response: { 200: 'public-exchanges.v2' },
      handler(request, reply) {
        reply.header('vary', 'accept')
        const { format, after } = request.checkedQuery
        const form = (format as Form | undefined) ?? preferredForm(request)
        return answerExchanges(deps, { request, reply, form, after })
      },
    }),
  ]
}

/** A page needs the names of rights as well; open data carries their ids. */
async function answerExchanges(
  { listExchanges, readRights, site }: PublicationRouteDeps,
  asked: {
    readonly request: FastifyRequest
    readonly reply: FastifyReply
    readonly form: Form
    readonly after: string | undefined
  },
) {
  const { request, reply, form, after } = asked
  const exchanges = await listExchanges()
  if (form === 'json') return exchanges
  if (form === 'csv') {
    return reply.type('text/csv; charset=utf-8; header=present').send(toExchangesCsv(exchanges))
  }
  const { items: rights } = await readRights()
  return site.send(request, reply, ({ language }) =>
    exchangesPage({
      exchanges: exchanges.items,
      operator: exchanges.operator,
      rights,
      language,
      after,
    }),
  )
}
