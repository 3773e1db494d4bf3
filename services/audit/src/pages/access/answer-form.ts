import { codes, type Language } from '@unefois/contracts'
import { Problem } from '@unefois/errors'
import { type Identifier, parseIdentifier } from '@unefois/identifiers'
import {
  errorSummary,
  fieldOf,
  type Html,
  html,
  type OwnVisit,
  selectField,
  submit,
  textField,
} from '@unefois/pages'
import { limits } from '../../limits.ts'
import { uuidPattern } from '../../routes/check-officer.ts'
import { accessWords } from '../words/access.ts'

const uuidForm = new RegExp(uuidPattern, 'u')

/** What is wrong with a field; nothing of what was typed. */
export interface AnswerFault {
  readonly name: 'request' | 'scheme' | 'number' | 'part'
  readonly error: string
}

/** A form that was sent and is not right. */
export interface WrongAnswer {
  readonly form?: URLSearchParams
  readonly faults: readonly AnswerFault[]
}

type Read =
  | {
      readonly ok: true
      readonly identifier: Identifier
      readonly request: string
      readonly part: number
    }
  | { readonly ok: false; readonly faults: readonly AnswerFault[] }

/** The form by which a person is answered. Their number, or what may be one, does not come back. */
export function answerForm(visit: OwnVisit, { form, faults }: WrongAnswer): Html {
  const { language } = visit
  const say = accessWords(language)
  const request = fieldOf(form ?? new URLSearchParams(), 'request')?.toLowerCase() ?? ''
  const errorOf = (name: AnswerFault['name']) => faults.find(each => each.name === name)?.error
  const fields = [
    textField({
      name: 'request',
      label: say('request'),
      hint: say('requestHint'),
      error: errorOf('request'),
      value: uuidForm.test(request) ? request : undefined,
      autocomplete: 'off',
      maxLength: 36,
      required: true,
    }),
    selectField({
      name: 'scheme',
      label: say('scheme'),
      language,
      error: errorOf('scheme'),
      value: form?.get('scheme') ?? undefined,
      options: codes.identifierScheme.map(({ code, labels }) => ({
        value: code,
        label: labels[language],
      })),
      required: true,
    }),
    textField({
      name: 'number',
      label: say('number'),
      hint: say('numberHint'),
      error: errorOf('number'),
      autocomplete: 'off',
      maxLength: 24,
      required: true,
    }),
    textField({
      name: 'part',
      label: say('part'),
      hint: say('partHint'),
      error: errorOf('part'),
      value: partOf(fieldOf(form ?? new URLSearchParams(), 'part'))?.toString() ?? '1',
      autocomplete: 'off',
      maxLength: 6,
    }),
    submit(say('make')),
  ]
  return html`${errorSummary(faults, language)}<h2>${say('answer')}</h2><p>${say('answerWhy')}</p>
${visit.form('/access', fields)}`
}

/** Reads the form: a receipt's id, and a number that is one of its scheme. */
export function readAnswerForm(
  form: URLSearchParams,
  { language, nowMs }: { language: Language; nowMs: number },
): Read {
  const say = accessWords(language)
  const request = fieldOf(form, 'request')?.toLowerCase() ?? ''
  const scheme = codes.identifierScheme.find(({ code }) => code === fieldOf(form, 'scheme'))?.code
  const value = fieldOf(form, 'number') ?? ''
  const birthYearMax = new Date(nowMs).getUTCFullYear()
  const parsed =
    scheme === undefined ? undefined : parseIdentifier({ scheme, value }, { birthYearMax })
  const part = partOf(fieldOf(form, 'part'))
  if (uuidForm.test(request) && parsed?.ok === true && part !== undefined) {
    return { ok: true, identifier: parsed.identifier, part, request }
  }
  const faults: AnswerFault[] = []
  if (!uuidForm.test(request)) faults.push({ name: 'request', error: say('requestUnfit') })
  if (parsed?.ok !== true) faults.push({ name: 'number', error: say('numberUnfit') })
  if (part === undefined) faults.push({ name: 'part', error: say('partBeyond') })
  return { ok: false, faults }
}

/** The number of a part as it may be typed; the first where none is. */
function partOf(text: string | undefined): number | undefined {
  const part = Number(text || '1')
  return Number.isInteger(part) && part >= 1 && part <= limits.answerPartsMax ? part : undefined
}

/** A refusal in words. @throws what is none */
export function refusalOf(error: unknown, language: Language): AnswerFault {
  if (error instanceof Problem && error.code === 'access-request-unknown') {
    return { name: 'request', error: accessWords(language)('requestUnknown') }
  }
  if (error instanceof Problem && error.code === 'access-part-beyond') {
    return { name: 'part', error: accessWords(language)('partBeyond') }
  }
  throw error
}
