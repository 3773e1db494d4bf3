import type { FastifyInstance } from 'fastify'
import { page, text } from './page.ts'
import type { Route } from './route.ts'

/** `/openapi.json` for programs, `/docs` for people, both from the registered route tables. */
export function addDescription(
  app: FastifyInstance,
  options: { title: string; version: string },
): void {
  app.get('/docs', async (_request, reply) =>
    page(reply, options.title, app.routeTable.map(section)),
  )
}

function section(route: Route): string {
  const rows = [
    ['May be called', route.public ? 'by everybody' : `with scope ${route.scopes?.join(' or ')}`],
    ['Body', route.body ?? 'none'],
    ...Object.entries(route.response ?? {}).map(([status, name]) => [status, name ?? 'no JSON']),
  ]
  const cells = rows.map(
    ([head, cell]) =>
      `<tr><th scope="row">${text(head ?? '')}</th><td>${text(cell ?? '')}</td></tr>`,
  )
  return (
    `<section><h2><code>${text(`${route.method} ${route.url}`)}</code></h2>` +
    `<p>${text(route.summary)}</p><p>${text(route.description ?? '')}</p>` +
    `<table>${cells.join('')}</table></section>`
  )
}
