import type { Language } from '@unefois/contracts'
import { type Content, pagination } from '@unefois/pages'

/** The first row of a page of rows, in its address. */
export const fromQuery = {
  from: { type: 'integer', minimum: 0, maximum: 1_000_000, default: 0 },
} as const

/** Of rows that are all known those of one page, and the way to the others. */
export function pageOfRows<Row>(
  rows: readonly Row[],
  wanted: { readonly from: number; readonly path: string; readonly language: Language },
): { readonly shown: readonly Row[]; readonly ways: Content } {
  const { from, path, language } = wanted
  const sign = path.includes('?') ? '&' : '?'
  const next = from + rowsPerPage
  const ways = pagination({
    language,
    first: from === 0 ? undefined : path,
    next: next < rows.length ? `${path}${sign}from=${next}` : undefined,
  })
  return { shown: rows.slice(from, next), ways }
}

/** Each says an agency and figures: a page of them stays within its bytes. */
const rowsPerPage = 100
