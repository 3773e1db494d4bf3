import type { DescribedLines, DescribedRoute } from '@unefois/contracts'
import { type Content, type Html, html } from '../html.ts'
import { definitions } from '../parts/table.ts'

/** Links to every call of a table of routes, then each call with what it takes and answers. */
export function callSections(routes: readonly DescribedRoute[]): Content {
  const entries = routes.map(route => {
    const name = html`<code>${route.method} ${route.url}</code>`
    return html`<li><a href="#${anchorOf(route)}">${name}</a></li>`
  })
  return [html`<nav aria-label="Calls"><ul>${entries}</ul></nav>`, routes.map(section)]
}

/** Names a call in an address: `post-v1-signals-id-withdrawal`. */
function anchorOf({ method, url }: DescribedRoute): string {
  return `${method}${url}`.toLowerCase().replaceAll(/[^a-z0-9]+/gu, '-')
}

/** Prose in which `words` in back-quotes are code. */
function prose(words: string): Content {
  return words.split('`').map((part, at) => (at % 2 === 0 ? part : html`<code>${part}</code>`))
}

function section(route: DescribedRoute): Html {
  const query = Object.entries(route.query ?? {}).map(
    ([name, { type, required }]) => [`?${name}`, `${type}${required ? ', required' : ''}`] as const,
  )
  const answers = Object.entries(route.response ?? {}).map(
    ([status, name]) => [`Answer ${status}`, name ?? 'no JSON body'] as const,
  )
  const rows = [
    ['Who may call', route.scopes ? `scope ${route.scopes.join(' or ')}` : 'everybody'] as const,
    ...headerRows(route),
    ...query,
    ['Body', route.lines === undefined ? (route.body ?? 'none') : linesOf(route.lines)] as const,
    ...answers,
  ]
  const { description } = route
  return html`<section id="${anchorOf(route)}"><h2><code>${route.method} ${route.url}</code></h2>
<p>${prose(route.summary)}</p>${description !== undefined && html`<p>${prose(description)}</p>`}
${definitions(rows)}</section>`
}

function linesOf(lines: DescribedLines): string {
  return `lines of ${lines.contract}, as ${lines.mediaTypes.join(' or ')}: ${lines.description}`
}

function headerRows(route: DescribedRoute): (readonly [string, string])[] {
  const rows: (readonly [string, string])[] = Object.entries(route.headers ?? {})
  if (route.idempotent) rows.push(['Idempotency-Key', 'a UUID of yours, required'])
  if (route.ifMatch) rows.push(['If-Match', 'the version you have seen, required'])
  return rows
}
