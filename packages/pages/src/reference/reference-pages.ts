import { adviceFor } from '@unefois/errors'
import { problems } from '@unefois/service'
import type { FastifyInstance } from 'fastify'
import { html } from '../html.ts'
import type { Site } from '../site.ts'
import { callSections } from './call-sections.ts'

/**
 * `/docs`, the calls of a service for people, from its own tables; and `/problems/<code>`, where
 * the `type` of a refusal points to. English, as the code they describe.
 */
export function addReferencePages(app: FastifyInstance, site: Site): void {
  const { title, problems: catalogue } = app.reference
  const known = new Map(Object.entries(catalogue))
  app.get('/docs', (request, reply) =>
    site.send(request, reply, {
      title,
      language: 'en',
      main: [
        html`<p>The same for programs: <a href="/openapi.json">openapi.json</a>.
Refusals are RFC 9457 problem documents; each names its page.</p>`,
        callSections(app.routeTable),
      ],
    }),
  )
  app.get<{ Params: { code: string } }>('/problems/:code', (request, reply) => {
    const { code } = request.params
    const definition = known.get(code)
    if (definition === undefined) throw problems['not-found']()
    const { article, status } = definition
    return site.send(request, reply, {
      title: definition.title,
      language: 'en',
      main: [
        html`<p><code>${code}</code>, HTTP status ${status}.</p><p>${adviceFor(status)}</p>`,
        article !== undefined && html`<p>${article}</p>`,
        html`<p>The <code>errors</code> of the answer point to the places in what you sent.
No value is repeated there.</p>`,
      ],
    })
  })
}
