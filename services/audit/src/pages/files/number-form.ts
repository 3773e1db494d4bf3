import { codes } from '@unefois/contracts'
import {
  type Content,
  choiceField,
  html,
  type OwnVisit,
  selectField,
  submit,
  textField,
} from '@unefois/pages'
import { looksField } from '../search/search-fields.ts'
import { personSearchWords } from '../words/person-search.ts'
import { type Asked, fieldName, type NumberForm, schemeName } from './number-fields.ts'

const paths = { ask: 'searches', search: 'results', older: 'results' } as const

/** A number, typed by whoever asks for a search or makes it; no page keeps one that was typed. */
export function numberForm(
  visit: OwnVisit,
  wanted: {
    readonly fileId: string
    readonly form: NumberForm
    readonly asked?: Asked | undefined
    /** Where the next page begins, and whether looks are in it. */
    readonly more?: { readonly before: string; readonly looks: boolean }
  },
): Content {
  const { language } = visit
  const { fileId, form, asked, more } = wanted
  const say = personSearchWords(language)
  return html`<section aria-labelledby="${form}"><h2 id="${form}">${say(form)}</h2>
<p>${say(`${form}Why`)}</p>
${visit.form(`/files/${fileId}/${paths[form]}`, [
  more !== undefined && html`<input type="hidden" name="before" value="${more.before}">`,
  more?.looks === true && html`<input type="hidden" name="looks" value="yes">`,
  selectField({
    name: schemeName(form),
    label: say('scheme'),
    language,
    required: true,
    value: asked?.form === form ? asked.scheme : undefined,
    options: codes.identifierScheme.map(({ code, labels }) => ({
      value: code,
      label: labels[language],
    })),
  }),
  textField({
    name: fieldName(form),
    label: say('value'),
    autocomplete: 'off',
    maxLength: 40,
    required: true,
    error: asked?.form === form ? asked.error : undefined,
  }),
  form === 'search' && choiceField(looksField(language)),
  html`<div class="actions">${submit(say(form))}</div>`,
])}</section>`
}
