import type { PublicExchanges, RightList, Snapshot } from '@unefois/contracts'
import { defineRoute, type Route, setVersion } from '@unefois/service'
import type { FastifyReply } from 'fastify'
import { toExchangesCsv } from '../domain/exchanges-csv.ts'
import { exchangesPage, pageLanguage } from '../views/exchanges-page.ts'
import { isKnownVersion } from './parts.ts'
import { type Form, preferredForm } from './preferred-form.ts'

export interface PublicationRouteDeps {
  readonly readSnapshot: () => Promise<Snapshot>
  readonly listExchanges: () => Promise<PublicExchanges>
  readonly readRights: () => Promise<RightList>
}

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
      url: '/v1/public/exchanges',
      summary: 'The public list of administrations, data and legal basis (CRPA L.114-8 III).',
      description: 'JSON, CSV or a page, by `Accept` or by `format`. No token.',
      public: true,
      query: {
        format: { type: 'string', pattern: '^(json|csv|html)$' },
        lang: { type: 'string', pattern: '^(fr|nl|de|en)$' },
      },
      response: { 200: 'public-exchanges.v1' },
      handler(request, reply) {
        reply.header('vary', 'accept')
        const { format, lang } = request.checkedQuery
        return answerExchanges(
          deps,
          reply,
          (format as Form | undefined) ?? preferredForm(request),
          lang,
        )
      },
    }),
  ]
}

/** A page needs the names of rights as well; open data carries their ids. */
async function answerExchanges(
  deps: PublicationRouteDeps,
  reply: FastifyReply,
  form: Form,
  lang: string | undefined,
) {
  const exchanges = await deps.listExchanges()
  if (form === 'json') return exchanges
  if (form === 'csv') {
    return reply.type('text/csv; charset=utf-8; header=present').send(toExchangesCsv(exchanges))
  }
  const { items: rights } = await deps.readRights()
  return sendPage(reply, exchangesPage({ exchanges, rights, language: pageLanguage(lang) }))
}

function sendPage(reply: FastifyReply, html: string) {
  return reply
    .type('text/html; charset=utf-8')
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
    .header('x-content-type-options', 'nosniff')
    .send(html)
}
