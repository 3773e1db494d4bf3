import { toOpenApi } from '@unefois/contracts'
import type { FastifyInstance } from 'fastify'

/** `/openapi.json` from the registered route tables; packages/pages makes `/docs` of the same. */
export function addDescription(app: FastifyInstance, version: string): void {
  let document: Record<string, unknown> | undefined
  app.get('/openapi.json', async () => {
    const { title } = app.reference
    document ??= toOpenApi({ title, version, routes: app.routeTable })
    return document
  })
}
