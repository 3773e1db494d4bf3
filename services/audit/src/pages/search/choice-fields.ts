import type { Language } from '@unefois/contracts'
import { fieldOf, type Html, selectField, textField } from '@unefois/pages'
import { agreementWords, type Directory } from '../../domain/directory.ts'
import { searchWords } from '../words/search.ts'
import type { Fault } from './search-fields.ts'

/** So many fit a page beside fifty acts; where there are more, they are typed. */
const optionsMax = { agencies: 150, agreements: 100 }

interface Field {
  readonly directory: Directory
  readonly language: Language
  readonly value?: string | undefined
  readonly error?: string | undefined
}

/** An agency, chosen from a list or, where that would be too long, typed. */
export function agencyField(
  { directory, language, ...common }: Field,
  more: readonly (readonly [id: string, name: string])[] = [],
): Html {
  const say = searchWords(language)
  const field = { ...common, name: 'agency', label: say('agency') }
  if (directory.names.size > optionsMax.agencies) {
    return textField({ ...field, hint: say('agencyHint'), autocomplete: 'off', maxLength: 200 })
  }
  const options = [...more, ...directory.names].map(([value, label]) => ({ value, label }))
  return selectField({ ...field, language, options })
}

/** An agreement of these ends; `agency` undefined: any. */
export function agreementField({ directory, language, ...common }: Field, agency?: string): Html {
  const say = searchWords(language)
  const field = { ...common, name: 'agreement', label: say('agreement') }
  const offered = [...directory.agreements.values()].filter(
    ({ text }) => agency === undefined || [text.sender, text.receiver].includes(agency),
  )
  if (offered.length > optionsMax.agreements) {
    return textField({ ...field, hint: say('agreementHint'), autocomplete: 'off', maxLength: 64 })
  }
  const options = offered.map(({ hash }) => {
    return { value: hash, label: agreementWords(directory, hash, language) }
  })
  return selectField({ ...field, language, options })
}

/** What a form names; of what nobody knows nothing but that it is wrong. */
export interface Chosen {
  readonly agency?: string
  readonly agreement?: string
  readonly faults: readonly Fault[]
}

/** Reads the agency and the agreement of a form: both known, or a fault. */
export function readChoices(
  form: URLSearchParams,
  { directory, language }: { directory: Directory; language: Language },
): Chosen {
  const say = searchWords(language)
  const [typed, agreement] = [fieldOf(form, 'agency'), fieldOf(form, 'agreement')]
  const agency = typed === undefined ? undefined : findAgency(directory, typed)
  const isKnown = agreement === undefined || directory.agreements.has(agreement)
  const faults: Fault[] = []
  if (typed !== undefined && agency === undefined) {
    faults.push({ name: 'agency', error: say('agencyUnfit') })
  }
  if (!isKnown) faults.push({ name: 'agreement', error: say('agreementUnfit') })
  return {
    ...(agency === undefined ? {} : { agency }),
    ...(agreement === undefined || !isKnown ? {} : { agreement }),
    faults,
  }
}

/** By its id, or by its name as far as only one has it. */
function findAgency({ names }: Directory, typed: string): string | undefined {
  if (typed === 'hub' || names.has(typed)) return typed
  const plain = typed.toLowerCase()
  const whole = [...names].filter(([, name]) => name.toLowerCase() === plain)
  const part = [...names].filter(([, name]) => name.toLowerCase().includes(plain))
  const [only, ...others] = whole.length > 0 ? whole : part
  return others.length === 0 ? only?.[0] : undefined
}
