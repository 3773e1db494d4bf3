import type { Language } from '@unefois/contracts'
import {
  type Content,
  choiceField,
  errorSummary,
  fieldOf,
  html,
  type OwnVisit,
  selectField,
  submit,
  textField,
} from '@unefois/pages'
import { problems } from '@unefois/service'
import { isDay } from '../../domain/days.ts'
import { agreementWords, type Directory } from '../../domain/directory.ts'
import { isHubOfficer } from '../navigation.ts'
import { searchWords } from '../words/search.ts'

/** What a search says, as its fields hold it. */
export interface SearchValues {
  readonly agency?: string | undefined
  readonly agreement?: string | undefined
  readonly agent?: string | undefined
  readonly from?: string | undefined
  readonly until?: string | undefined
  /** `yes`: with what officers looked at. */
  readonly looks?: string | undefined
}

/** One field that is not right, and why. */
export interface Fault {
  readonly name: string
  readonly error: string
}

const agentPattern = /^agt_[0-9a-z]{4,24}$/u

const choices = { agency: /^[a-z][a-z0-9-]{1,40}$/u, agreement: /^[0-9a-f]{64}$/u } as const

/**
 * What was chosen of a list of ours: what no list has the form of reaches no address and no page.
 * @throws Problem 400
 */
export function choiceOf(form: URLSearchParams, name: keyof typeof choices): string | undefined {
  const value = fieldOf(form, name)
  if (value !== undefined && !choices[name].test(value)) throw problems['bad-request']()
  return value
}

/** What is wrong with the fields, before anything is looked up or put into an address. */
export function faultsOf(values: SearchValues, language: Language): readonly Fault[] {
  const say = searchWords(language)
  const { agent, from, until } = values
  const faults: Fault[] = []
  if (agent !== undefined && !agentPattern.test(agent)) {
    faults.push({ name: 'agent', error: say('agentUnfit') })
  }
  if (![from, until].every(isDay)) faults.push({ name: 'from', error: say('timeUnfit') })
  return faults
}

/** The form of a search: at an agency without a choice of agency. */
export function searchForm(
  visit: OwnVisit,
  directory: Directory,
  { values, faults }: { values: SearchValues; faults: readonly Fault[] },
): Content {
  const { language, person } = visit
  const say = searchWords(language)
  const ofHub = isHubOfficer(person)
  const errorOf = (name: string) => faults.find(fault => fault.name === name)?.error
  const agencies = [['hub', 'Unefois'] as const, ...directory.names]
  return [
    errorSummary(faults, language),
    visit.form('/search', [
      ofHub &&
        selectField({
          name: 'agency',
          label: say('agency'),
          language,
          value: values.agency,
          options: agencies.map(([value, label]) => ({ value, label })),
          error: errorOf('agency'),
        }),
      selectField({
        name: 'agreement',
        label: say('agreement'),
        language,
        value: values.agreement,
        options: agreementOptions(directory, ofHub ? undefined : person.agency, language),
        error: errorOf('agreement'),
      }),
      textField({
        name: 'agent',
        label: say('agent'),
        hint: say('agentHint'),
        value: values.agent,
        maxLength: 28,
        autocomplete: 'off',
        error: errorOf('agent'),
      }),
      textField({
        name: 'from',
        type: 'date',
        label: say('from'),
        value: values.from,
        required: true,
        error: errorOf('from'),
      }),
      textField({
        name: 'until',
        type: 'date',
        label: say('until'),
        value: values.until,
        required: true,
      }),
      ofHub && choiceField(looksField(language, values.looks)),
      html`<div class="actions">${submit(say('search'))}</div>`,
    ]),
  ]
}

/** Whether what officers looked at is listed, too: at the hub alone. */
export function looksField(language: Language, value?: string) {
  const say = searchWords(language)
  return {
    kind: 'checkbox',
    name: 'looks',
    label: say('looks'),
    options: [{ value: 'yes', label: say('withLooks') }],
    values: value === undefined ? [] : [value],
  } as const
}

function agreementOptions(directory: Directory, agency: string | undefined, language: Language) {
  return [...directory.agreements.values()]
    .filter(({ text }) => agency === undefined || [text.sender, text.receiver].includes(agency))
    .slice(0, optionsMax)
    .map(({ hash }) => ({ value: hash, label: agreementWords(directory, hash, language) }))
}

/** So that the page stays within its bytes. */
const optionsMax = 200
