import type { Language } from '@unefois/contracts'
import { type Html, html } from '../html.ts'
import { number } from '../moments.ts'
import { figure, place } from './figure.ts'

const rowHeight = 48

/**
 * Horizontal bars, each with its label and its figure in words above it, so that no colour or
 * length needs to be read. `id` is unique on the page; `unit` heads the figures.
 */
export function barChart(options: {
  readonly id: string
  readonly title: string
  readonly unit: string
  readonly rows: readonly { readonly label: string; readonly value: number }[]
  readonly language: Language
  readonly write?: (value: number) => string
}): Html {
  const { id, title, rows, language } = options
  const write = options.write ?? (value => number(value, language))
  const largest = Math.max(1e-9, ...rows.map(row => row.value))
  const bars = rows.map(({ label, value }, at) => {
    const top = at * rowHeight
    const width = place(Math.max(0, value) / largest)
    return html`<text x="0" y="${top + 16}">${label}</text>
<text x="100%" y="${top + 16}" text-anchor="end">${write(value)}</text>
<rect class="track" x="0" y="${top + 24}" width="100%" height="12"/>
<rect class="bar" x="0" y="${top + 24}" width="${width}" height="12"/>`
  })
  const drawing = html`<svg role="img" aria-labelledby="${id}" height="${rows.length * rowHeight}"
>${bars}</svg>`
  const figures = rows.map(({ label, value }) => [label, value] as const)
  return figure({
    id,
    title,
    drawing,
    language,
    columns: [title, options.unit],
    rows: figures,
    write,
  })
}
