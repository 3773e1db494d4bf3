import type { Subject } from '@unefois/contracts'
import { fieldOf } from '@unefois/pages'

/** What a number is typed for: to ask for a search, to make it, to see what is older. */
export type NumberForm = 'ask' | 'search' | 'older'

/** A form that was sent and is not right. */
export interface Asked {
  readonly form: NumberForm
  readonly error: string
  readonly scheme?: string | undefined
}

/** Names are ids, and two forms may stand on one page. */
export function fieldName(form: NumberForm): string {
  return `${form}-value`
}

/** The same, of the scheme. */
export function schemeName(form: NumberForm): string {
  return `${form}-scheme`
}

/** What was typed in a form. */
export function subjectOf(fields: URLSearchParams, form: NumberForm): Subject {
  const scheme = fieldOf(fields, schemeName(form)) === 'be-niss' ? 'be-niss' : 'fr-nir'
  return { scheme, value: fieldOf(fields, fieldName(form)) ?? '' }
}
