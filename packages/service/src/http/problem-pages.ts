import { adviceFor, type ProblemDefinition } from '@unefois/errors'
import type { FastifyInstance } from 'fastify'
import { problems } from '../errors.ts'
import { page, text } from './page.ts'

/** `/problems/<code>`: what the `type` of a refusal points to, from the catalogue alone. */
export function addProblemPages(
  app: FastifyInstance,
  definitions: Readonly<Record<string, ProblemDefinition>>,
): void {
  const known = new Map(Object.entries(definitions))
  app.get<{ Params: { code: string } }>('/problems/:code', async (request, reply) => {
    const definition = known.get(request.params.code)
    if (definition === undefined) throw problems['not-found']()
    const article = definition.article
    return page(reply, definition.title, [
      `<p><code>${text(request.params.code)}</code>, HTTP status ${definition.status}.</p>`,
      `<p>${text(adviceFor(definition.status))}</p>`,
      article === undefined ? '' : `<p>${text(article)}</p>`,
      '<p>The <code>errors</code> of the answer point to the places in what you sent. ',
      'No value is repeated there.</p>',
    ])
  })
}
