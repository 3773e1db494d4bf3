import type { Breach } from '@unefois/contracts'
import {
  choiceField,
  errorSummary,
  fieldOf,
  html,
  type OwnVisit,
  type Page,
  submit,
  textField,
} from '@unefois/pages'
import { isDay } from '../../domain/days.ts'
import type { Directory } from '../../domain/directory.ts'
import { instantOf, spanOf } from '../../domain/paris-time.ts'
import { agencyField, agreementField, readChoices } from '../search/choice-fields.ts'
import type { Fault } from '../search/search-fields.ts'
import { breachFaultWords } from '../words/breach-faults.ts'
import { breachWords } from '../words/breaches.ts'

export const natures = ['confidentiality', 'integrity', 'availability'] as const

/** What was typed; only what has the form that it should have is shown again. */
export type BreachFields = Readonly<Partial<Record<string, string>>>

/** Reads the form of a breach: its body, or what is wrong with it. */
export function readBreachForm(
  form: URLSearchParams,
  language: OwnVisit['language'],
  directory: Directory,
): { body: Breach } | { faults: readonly Fault[] } {
  const say = breachFaultWords(language)
  const faults: Fault[] = []
  const fault = (name: string, word: Parameters<typeof say>[0]) =>
    void faults.push({ name, error: say(word) })
  const field = (name: string) => fieldOf(form, name)
  const reference = field('reference')
  if (reference === undefined) fault('reference', 'reference')
  const chosen = natures.filter(each => form.getAll('natures').includes(each))
  if (chosen.length === 0) fault('natures', 'natures')
  const known = instantOf(field('known-day') ?? '', field('known-time') ?? '')
  if (known === undefined) fault('known-day', 'known')
  const [from, until] = [field('from'), field('until')]
  const [agent, key] = [field('agent'), field('key')]
  const { agency, agreement, faults: unknown } = readChoices(form, { directory, language })
  faults.push(...unknown)
  if (agent !== undefined && (!/^agt_[0-9a-z]{4,24}$/u.test(agent) || agency === undefined)) {
    fault('agent', 'agent')
  }
  if (key !== undefined && !/^rk_[0-9a-f]{32}$/u.test(key)) fault('key', 'key')
  const span = isDay(from) && isDay(until) && from <= until ? spanOf(from, until) : undefined
  if (span === undefined) fault('from', 'time')
  if (faults.length > 0 || !known || span === undefined || !reference) return { faults }
  const scope = {
    ...(agency === undefined ? {} : { agency }),
    ...(agent === undefined ? {} : { agent }),
    ...(key === undefined ? {} : { key }),
    ...(agreement === undefined ? {} : { agreement }),
    from: span.from.toISOString(),
    to: span.to.toISOString(),
  }
  return { body: { reference, natures: chosen, knownAt: known.toISOString(), scope } }
}

/** The field with the key under which one shown form opens one file, however often it is sent. */
export const onceField = 'once'

/** The page that records a breach. */
export function breachFormPage(
  visit: OwnVisit,
  directory: Directory,
  shown: { values: BreachFields; faults: readonly Fault[]; once: string },
): Page {
  const { values, faults, once } = shown
  const { language } = visit
  const say = breachWords(language)
  const common = (name: string) => ({
    name,
    value: values[name],
    error: faults.find(fault => fault.name === name)?.error,
  })
  const text = { autocomplete: 'off' } as const
  return {
    title: say('open'),
    ...(faults.length > 0 ? { status: 422 } : {}),
    main: [
      errorSummary(faults, language),
      html`<p>${say('about')}</p>`,
      visit.form('/breaches', [
        html`<input type="hidden" name="${onceField}" value="${once}">`,
        textField({ ...common('reference'), ...text, label: say('reference'), maxLength: 120 }),
        choiceField({
          kind: 'checkbox',
          name: 'natures',
          label: say('natures'),
          options: natures.map(value => ({ value, label: say(value) })),
          values: (values.natures ?? '').split(' '),
          error: common('natures').error,
        }),
        textField({ ...common('known-day'), type: 'date', label: say('knownDay') }),
        textField({ ...common('known-time'), ...text, label: say('knownTime'), maxLength: 5 }),
        html`<h2>${say('scope')}</h2><p>${say('scopeWhy')}</p>`,
        agencyField({ ...common('agency'), directory, language }),
        textField({ ...common('agent'), ...text, label: say('agent'), maxLength: 28 }),
        textField({ ...common('key'), ...text, label: say('key'), maxLength: 35 }),
        agreementField({ ...common('agreement'), directory, language }),
        textField({ ...common('from'), type: 'date', label: say('from') }),
        textField({ ...common('until'), type: 'date', label: say('until') }),
        html`<div class="actions">${submit(say('open'))}</div>`,
      ]),
    ],
  }
}
