import type { Language } from '@unefois/contracts'
import { houseWords } from '../house-words.ts'
import { attributes, type Content, type Html, html } from '../html.ts'

/** One column. `sort`: the address that sorts by it, and how the rows lie now. */
export interface Column {
  readonly label: string
  /** Figures: to the right, digits of one width. */
  readonly number?: boolean
  readonly sort?: { readonly href: string; readonly now?: 'ascending' | 'descending' | undefined }
}

/**
 * A table with a caption; the first cell of a row is its heading. It scrolls by itself where the
 * screen is narrow, by keyboard too. `id` is unique on the page.
 */
export function table(options: {
  readonly id: string
  readonly caption: Content
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Content[])[]
  readonly language: Language
  /** Said instead of rows when there are none. */
  readonly empty?: Content
}): Html {
  const { id, columns, rows, language } = options
  if (rows.length === 0) {
    const empty = options.empty ?? houseWords(language)('nothing')
    return html`<h2 id="${regionOf(id)}" tabindex="-1">${options.caption}</h2><p>${empty}</p>`
  }
  const head = columns.map(column => heading(column, language))
  const body = rows.map(row => html`<tr>${row.map((cell, at) => cellOf(cell, at, columns))}</tr>`)
  const place = attributes({ id: regionOf(id), class: 'scroll', role: 'region' })
  return html`<div${place} aria-labelledby="${id}" tabindex="0"><table>
<caption id="${id}">${options.caption}</caption>
<thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`
}

/** The id of a table's place on its page, for a link that leads to it: focus goes there. */
export function regionOf(id: string): string {
  return `${id}-region`
}

function heading({ label, number, sort }: Column, language: Language): Html {
  const marks = attributes({
    class: number ? 'number' : undefined,
    'aria-sort': sort?.now,
  })
  if (sort === undefined) return html`<th scope="col"${marks}>${label}</th>`
  const arrow = { ascending: '▲', descending: '▼' }[sort.now ?? 'ascending']
  const said = sort.now !== undefined && houseWords(language)(sort.now)
  const sign = sort.now === undefined ? '↕' : arrow
  return html`<th scope="col"${marks}><a href="${sort.href}"${attributes({
    'aria-label': said === false ? undefined : `${label}, ${said}`,
  })}>${label} <span aria-hidden="true">${sign}</span></a></th>`
}

function cellOf(cell: Content, at: number, columns: readonly Column[]): Html {
  const marks = attributes({ class: columns[at]?.number ? 'number' : undefined })
  return at === 0 ? html`<th scope="row"${marks}>${cell}</th>` : html`<td${marks}>${cell}</td>`
}

/** Names and what they are, in two columns; one where the screen is narrow. */
export function definitions(entries: readonly (readonly [name: string, value: Content])[]): Html {
  return html`<dl>${entries.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`
}

/** A plain list. */
export function list(items: readonly Content[]): Html {
  return html`<ul>${items.map(item => html`<li>${item}</li>`)}</ul>`
}
