import type { PublicExchanges, Snapshot } from '@unefois/contracts'
import { defineRoute, type Route, setVersion } from '@unefois/service'
import { toExchangesCsv } from '../domain/exchanges-csv.ts'
import { isKnownVersion, prefersCsv } from './parts.ts'

export interface PublicationRouteDeps {
  readonly readSnapshot: () => Promise<Snapshot>
  readonly listExchanges: () => Promise<PublicExchanges>
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
      description: 'JSON, or CSV with `Accept: text/csv`. No token.',
      public: true,
      response: { 200: 'public-exchanges.v1' },
      async handler(request, reply) {
        const exchanges = await deps.listExchanges()
        reply.header('vary', 'accept')
        if (!prefersCsv(request)) return exchanges
        return reply.type('text/csv; charset=utf-8; header=present').send(toExchangesCsv(exchanges))
      },
    }),
  ]
}
