import { type DescribedLines, type DescribedRoute, toOpenApi } from '@unefois/contracts'
import type { FastifyInstance } from 'fastify'
import { page, text } from './page.ts'

/** `/openapi.json` for programs, `/docs` for people, both from the registered route tables. */
export function addDescription(
  app: FastifyInstance,
  options: { title: string; version: string },
): void {
  let document: Record<string, unknown> | undefined
  app.get('/openapi.json', async () => {
    document ??= toOpenApi({ ...options, routes: app.routeTable })
    return document
  })
  app.get('/docs', async (_request, reply) =>
    page(reply, options.title, [
      '<p>The same for programs: <a href="/openapi.json">openapi.json</a>. ',
      'Refusals are RFC 9457 problem documents; each names its page.</p>',
      `<nav aria-label="Calls"><ul>${app.routeTable.map(entry).join('')}</ul></nav>`,
      ...app.routeTable.map(section),
    ]),
  )
}

/** Names a call in an address: `post-v1-signals-id-withdrawal`. */
function anchorOf({ method, url }: DescribedRoute): string {
  return `${method}${url}`.toLowerCase().replaceAll(/[^a-z0-9]+/gu, '-')
}

function entry(route: DescribedRoute): string {
  const name = text(`${route.method} ${route.url}`)
  return `<li><a href="#${anchorOf(route)}"><code>${name}</code></a></li>`
}

/** Escaped prose in which `words` in back-quotes are code. */
function prose(words: string): string {
  return text(words).replaceAll(/`([^`]+)`/gu, '<code>$1</code>')
}

function section(route: DescribedRoute): string {
  const answers = Object.entries(route.response ?? {})
  const rows: [string, string][] = [
    ['Who may call', route.scopes ? `scope ${route.scopes.join(' or ')}` : 'everybody'],
    ...headerRows(route),
    ...Object.entries(route.query ?? {}).map(([name, { type, required }]): [string, string] => [
      `?${name}`,
      `${type}${required ? ', required' : ''}`,
    ]),
    ['Body', route.lines === undefined ? (route.body ?? 'none') : linesOf(route.lines)],
    ...answers.map(([status, name]): [string, string] => [
      `Answer ${status}`,
      name ?? 'no JSON body',
    ]),
  ]
  const cells = rows.map(
    ([head, cell]) => `<tr><th scope="row">${text(head)}</th><td>${text(cell)}</td></tr>`,
  )
  const description = route.description === undefined ? '' : `<p>${prose(route.description)}</p>`
  return (
    `<section id="${anchorOf(route)}">` +
    `<h2><code>${text(`${route.method} ${route.url}`)}</code></h2>` +
    `<p>${prose(route.summary)}</p>${description}<table>${cells.join('')}</table></section>`
  )
}

function linesOf(lines: DescribedLines): string {
  return `lines of ${lines.contract}, as ${lines.mediaTypes.join(' or ')}: ${lines.description}`
}

function headerRows(route: DescribedRoute): [string, string][] {
  const rows: [string, string][] = []
  for (const [name, purpose] of Object.entries(route.headers ?? {})) rows.push([name, purpose])
  if (route.idempotent) rows.push(['Idempotency-Key', 'a UUID of yours, required'])
  if (route.ifMatch) rows.push(['If-Match', 'the version you have seen, required'])
  return rows
}
