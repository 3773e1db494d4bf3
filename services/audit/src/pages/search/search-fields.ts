import type { Language } from '@unefois/contracts'
import {
  type Content,
  choiceField,
  errorSummary,
  html,
  type OwnVisit,
  submit,
  textField,
} from '@unefois/pages'
import { isDay } from '../../domain/days.ts'
import type { Directory } from '../../domain/directory.ts'
import { isHubOfficer } from '../navigation.ts'
import { searchWords } from '../words/search.ts'
import { agencyField, agreementField } from './choice-fields.ts'

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
  const common = (name: 'agency' | 'agreement') => ({ value: values[name], error: errorOf(name) })
  return [
    errorSummary(faults, language),
    visit.form('/search', [
      ofHub && agencyField({ ...common('agency'), directory, language }, [['hub', 'Unefois']]),
      agreementField(
        { ...common('agreement'), directory, language },
        ofHub ? undefined : person.agency,
      ),
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
