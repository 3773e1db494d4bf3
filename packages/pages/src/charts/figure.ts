import type { Language } from '@unefois/contracts'
import { houseWords } from '../house-words.ts'
import { type Content, type Html, html } from '../html.ts'
import { table } from '../parts/table.ts'

/** A drawing with its title, and the same figures as a table for whoever cannot see it. */
export function figure(options: {
  readonly id: string
  readonly title: string
  /** What is counted, said under the title: a height alone says nothing. */
  readonly unit: string
  readonly drawing: Content
  readonly language: Language
  readonly columns: readonly string[]
  readonly rows: readonly (readonly [string, ...number[]])[]
  readonly write: (value: number) => string
}): Html {
  const { id, title, unit, language, columns, rows, write } = options
  const figures = table({
    id: `${id}-figures`,
    caption: title,
    language,
    columns: columns.map((label, at) => ({ label, number: at > 0 })),
    rows: rows.map(([label, ...values]) => [label, ...values.map(write)]),
  })
  const head = html`<figcaption id="${id}">${title} <small>${unit}</small></figcaption>`
  return html`<figure>${head}${options.drawing}
<details><summary>${houseWords(language)('figures')}</summary>${figures}</details></figure>`
}

/** A round number at or above the largest value, for the end of an axis. 0 becomes 1. */
export function niceMax(values: readonly number[]): number {
  const largest = Math.max(0, ...values)
  if (largest === 0) return 1
  const step = 10 ** Math.floor(Math.log10(largest))
  const factor = [1, 2, 2.5, 4, 5, 10].find(each => each * step >= largest) ?? 10
  return factor * step
}

/** A percentage with two decimals, so that drawings are short and the same everywhere. */
export function place(share: number): string {
  return `${Math.round(share * 10_000) / 100}%`
}
