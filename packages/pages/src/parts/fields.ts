import type { Language } from '@unefois/contracts'
import { houseWords } from '../house-words.ts'
import { type Attributes, attributes, type Content, type Html, html } from '../html.ts'

export interface Option {
  readonly value: string
  readonly label: string
}

interface Common {
  /** Also the id; unique on the page. */
  readonly name: string
  readonly label: string
  readonly hint?: string | undefined
  /** What is wrong and how to put it right; tied to the field for those who do not see it. */
  readonly error?: string | undefined
  readonly required?: boolean
}

export interface TextField extends Common {
  readonly type?: 'text' | 'date' | 'number' | 'search'
  readonly value?: string | undefined
  readonly autocomplete?: string
  readonly maxLength?: number
  /** Several lines. */
  readonly rows?: number
}

/** A field of text, a date or a number. */
export function textField(field: TextField): Html {
  const { name, rows, value } = field
  const shared = { ...tied(field), maxlength: field.maxLength, autocomplete: field.autocomplete }
  const control =
    rows === undefined
      ? html`<input${attributes({ ...shared, type: field.type ?? 'text', value })}>`
      : html`<textarea${attributes({ ...shared, rows })}>${value}</textarea>`
  return html`<div class="${frameOf(field)}"><label for="${name}">${field.label}</label>
${above(field)}${control}</div>`
}

/** One of a list, or of groups of one. */
export function selectField(
  field: Common & {
    readonly language: Language
    readonly value?: string | undefined
    readonly options?: readonly Option[]
    readonly groups?: readonly { readonly label: string; readonly options: readonly Option[] }[]
  },
): Html {
  const option = ({ value, label }: Option) =>
    html`<option${attributes({ value, selected: value === field.value })}>${label}</option>`
  const groups = (field.groups ?? []).map(
    group => html`<optgroup label="${group.label}">${group.options.map(option)}</optgroup>`,
  )
  const empty = html`<option value="">${houseWords(field.language)('choose')}</option>`
  return html`<div class="${frameOf(field)}"><label for="${field.name}">${field.label}</label>
${above(field)}<select${attributes(tied(field))}>${empty}${field.options?.map(option)}${groups}
</select></div>`
}

/** One (`radio`) or several (`checkbox`) of a few, all in sight. */
export function choiceField(
  field: Common & {
    readonly kind: 'radio' | 'checkbox'
    readonly options: readonly Option[]
    readonly values?: readonly string[]
  },
): Html {
  const choices = field.options.map(({ value, label }, at) => {
    const id = at === 0 ? field.name : `${field.name}-${at}`
    const marks = attributes({
      id,
      name: field.name,
      type: field.kind,
      value,
      checked: field.values?.includes(value) ?? false,
      required: field.kind === 'radio' && field.required === true,
    })
    return html`<div class="choice"><input${marks}><label for="${id}">${label}</label></div>`
  })
  return html`<fieldset class="${frameOf(field)}"${described(field)}><legend>${field.label}</legend>
${above(field)}${choices}</fieldset>`
}

/** What is wrong with a form, first on its page, each with a link to its field. */
export function errorSummary(
  errors: readonly { readonly name: string; readonly error: string }[],
  language: Language,
): Content {
  if (errors.length === 0) return undefined
  const items = errors.map(({ name, error }) => html`<li><a href="#${name}">${error}</a></li>`)
  return html`<div class="errors" role="alert" tabindex="-1"${attributes({ autofocus: true })}>
<h2>${houseWords(language)('errors')}</h2><ul>${items}</ul></div>`
}

/** The button that sends a form; `harm` for what cannot be undone. */
export function submit(label: string, kind: 'first' | 'second' | 'harm' = 'first'): Html {
  return html`<button type="submit" class="${kind}">${label}</button>`
}

function frameOf({ error }: Common): string {
  return error === undefined ? 'field' : 'field wrong'
}

function above({ name, hint, error }: Common): Content {
  return [
    hint !== undefined && html`<p class="hint" id="${name}-hint">${hint}</p>`,
    error !== undefined && html`<p class="error" id="${name}-error">${error}</p>`,
  ]
}

function describedBy({ name, hint, error }: Common): string | undefined {
  const ids = [hint !== undefined && `${name}-hint`, error !== undefined && `${name}-error`]
  return ids.filter(id => id !== false).join(' ') || undefined
}

function described(field: Common): Attributes {
  return attributes({ 'aria-describedby': describedBy(field) })
}

function tied(field: Common) {
  return {
    id: field.name,
    name: field.name,
    required: field.required ?? false,
    'aria-describedby': describedBy(field),
    'aria-invalid': field.error === undefined ? undefined : 'true',
  }
}
