import {
  type Content,
  choiceField,
  day,
  definitions,
  errorSummary,
  html,
  instant,
  number,
  type OwnVisit,
  type Page,
  selectField,
  submit,
  textField,
} from '@unefois/pages'
import { agreementWords, colonOf, type Directory, nameOf } from '../../domain/directory.ts'
import { fieldsOf } from '../../domain/paris-time.ts'
import type { StoredBreach } from '../../repositories/breaches.ts'
import type { Fault } from '../search/search-fields.ts'
import { breachWords } from '../words/breaches.ts'
import { oneBreachWords } from '../words/one-breach.ts'
import { clockTag } from './breach-clock.ts'
import { partLinks } from './breach-parts.ts'

export const authorities = ['fr-cnil', 'be-apd-gba'] as const
export const lateReasons = [
  'scope-unclear',
  'inquiry-under-way',
  'told-in-phases',
  'told-late-to-us',
] as const

interface Shown {
  readonly directory: Directory
  readonly now: Date
  /** When the record goes; undefined: nobody can tell now. */
  readonly endsAt: Date | undefined
  readonly faults: readonly Fault[]
}

/** One breach: its clock, what it touches, its notice, its end. */
export function breachPage(visit: OwnVisit, breach: StoredBreach, shown: Shown): Page {
  const { language } = visit
  const say = breachWords(language)
  const { now, endsAt, faults } = shown
  const isOpen = breach.closedAt === null
  return {
    title: say('one', { reference: breach.reference }),
    ...(faults.length > 0 ? { status: 422 } : {}),
    main: [
      errorSummary(faults, language),
      definitions([
        [say('clock'), clockTag(breach, now, language)],
        [say('due'), instant(breach.noticeDueAt, language)],
        [say('knownDay'), instant(breach.knownAt, language)],
        [say('natures'), breach.natures.map(each => say(each)).join(', ')],
        [say('opened'), instant(breach.openedAt, language)],
        [say('by'), html`<code>${breach.openedBy}</code>`],
        ...noticeEntries(breach, language),
        ...(endsAt === undefined
          ? []
          : ([[oneBreachWords(language)('keptUntil'), day(endsAt, language)]] as const)),
      ]),
      scopePart(breach, shown, visit),
      affectedPart(breach, shown, visit),
      isOpen && breach.notifiedAt === null && noticeForm(visit, breach, shown),
      isOpen && closing(visit, breach),
    ],
  }
}

function noticeEntries(breach: StoredBreach, language: OwnVisit['language']) {
  const say = oneBreachWords(language)
  const { notifiedAt, authority, lateReason, closedAt } = breach
  const entries: [string, Content][] = []
  if (notifiedAt !== null) entries.push([say('notifiedDay'), instant(notifiedAt, language)])
  if (authority !== null) entries.push([say('authority'), say(authority)])
  if (lateReason !== null) entries.push([say('late'), say(lateReason)])
  if (closedAt !== null) entries.push([say('closed'), instant(closedAt, language)])
  return entries
}

function scopePart(breach: StoredBreach, { directory }: Shown, { language }: OwnVisit): Content {
  const say = breachWords(language)
  const { agency, agent, keyId, agreement } = breach
  const entries: [string, Content][] = [
    [say('from'), instant(breach.from, language)],
    [say('until'), instant(new Date(breach.to.getTime() - 1), language)],
  ]
  if (agency !== null) entries.push([say('agency'), nameOf(directory, agency)])
  if (agent !== null) entries.push([say('agent'), html`<code>${agent}</code>`])
  if (keyId !== null) entries.push([say('key'), html`<code>${keyId}</code>`])
  if (agreement !== null) {
    entries.push([say('agreement'), agreementWords(directory, agreement, language)])
  }
  return [html`<h2>${say('scope')}</h2>`, definitions(entries)]
}

function affectedPart(breach: StoredBreach, { directory }: Shown, visit: OwnVisit): Content {
  const { language } = visit
  const say = oneBreachWords(language)
  const { signals, receivers, measuredAt } = breach
  const names = (receivers ?? []).slice(0, receiversShown).map(each => nameOf(directory, each))
  const more = (receivers?.length ?? 0) > receiversShown ? ', …' : ''
  const listed = names.length === 0 ? say('nobody') : `${names.join(', ')}${more}`
  const count = receivers?.length ?? 0
  return [
    html`<h2>${say('affected')}</h2><p>${say('affectedWhy')}</p>`,
    definitions([
      [say('affected'), number(signals ?? 0, language)],
      [say('receivers'), `${number(count, language)}${colonOf(language)}${listed}`],
      ...(measuredAt === null ? [] : [[say('measured'), instant(measuredAt, language)] as const]),
    ]),
    (signals ?? 0) > 0 && partLinks(breach, visit),
    visit.form(`/breaches/${breach.id}/measures`, submit(say('measure'), 'second')),
  ]
}

const receiversShown = 60

function noticeForm(visit: OwnVisit, breach: StoredBreach, { now, faults }: Shown): Content {
  const { language } = visit
  const say = oneBreachWords(language)
  const isLate = now > breach.noticeDueAt
  const errorOf = (name: string) => faults.find(fault => fault.name === name)?.error
  const { day: today, time } = fieldsOf(now)
  return html`<section aria-labelledby="notify"><h2 id="notify">${say('notify')}</h2>
${visit.form(`/breaches/${breach.id}/notice`, [
  choiceField({
    kind: 'radio',
    name: 'authority',
    label: say('authority'),
    options: authorities.map(value => ({ value, label: say(value) })),
    error: errorOf('authority'),
  }),
  textField({
    name: 'notified-day',
    type: 'date',
    label: say('notifiedDay'),
    value: today,
    error: errorOf('notified-day'),
  }),
  textField({ name: 'notified-time', label: say('notifiedTime'), value: time, maxLength: 5 }),
  (isLate || errorOf('late') !== undefined) &&
    selectField({
      name: 'late',
      label: say('late'),
      hint: say('lateHint'),
      language,
      options: lateReasons.map(value => ({ value, label: say(value) })),
      error: errorOf('late'),
    }),
  html`<div class="actions">${submit(say('notify'))}</div>`,
])}</section>`
}

function closing(visit: OwnVisit, { id }: StoredBreach): Content {
  const say = oneBreachWords(visit.language)
  return html`<section aria-labelledby="closing"><h2 id="closing">${say('close')}</h2>
<p>${say('closeWhy')}</p>
${visit.form(`/breaches/${id}/closing`, submit(say('close'), 'harm'))}</section>`
}
