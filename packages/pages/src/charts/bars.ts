import type { Language } from '@unefois/contracts'
import { type Html, html } from '../html.ts'
import { number } from '../moments.ts'
import { figure, place } from './figure.ts'

/**
 * Horizontal bars, each with its label and its figure in words above it, so that no colour or
 * length needs to be read; a long label wraps. `id` is unique on the page, `unit` heads figures.
 */
export function barChart(options: {
  readonly id: string
  readonly title: string
  readonly unit: string
  readonly rows: readonly { readonly label: string; readonly value: number }[]
  readonly language: Language
  readonly write?: (value: number) => string
}): Html {
  const { id, title, unit, rows, language } = options
  const write = options.write ?? (value => number(value, language))
  const largest = Math.max(1e-9, ...rows.map(row => row.value))
  const bars = rows.map(({ label, value }) => {
    const width = place(Math.max(0, value) / largest)
    return html`<p><span>${label}</span> <span class="number">${write(value)}</span></p>
<svg height="12" aria-hidden="true"><rect class="track" x="0" y="0" width="100%" height="12"/>
<rect class="bar" x="0" y="0" width="${width}" height="12"/></svg>`
  })
  const drawing = html`<div class="bars" role="img" aria-labelledby="${id}">${bars}</div>`
  const figures = rows.map(({ label, value }) => [label, value] as const)
  return figure({
    id,
    title,
    unit,
    drawing,
    language,
    columns: [title, unit],
    rows: figures,
    write,
  })
}
