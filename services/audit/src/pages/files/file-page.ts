import {
  type Content,
  day,
  definitions,
  errorSummary,
  html,
  instant,
  type OwnVisit,
  type Page,
  submit,
  table,
  tag,
} from '@unefois/pages'
import { recordLapse } from '@unefois/retention'
import type { FileSeen } from '../../use-cases/read-files.ts'
import { fileWords } from '../words/files.ts'
import { personSearchWords } from '../words/person-search.ts'
import { type Asked, fieldName } from './number-fields.ts'
import { numberForm } from './number-form.ts'

type Search = FileSeen['searches'][number]
interface Shown {
  readonly now: Date
  /** Undefined: nobody can tell now. */
  readonly endsAt: Date | undefined
  readonly asked?: Asked | undefined
}

/** A file with its searches: what may be done now has its form. */
export function filePage(visit: OwnVisit, file: FileSeen, { now, asked, endsAt }: Shown): Page {
  const { language } = visit
  const say = fileWords(language)
  const isOpen = file.closedAt === null
  const usable = file.searches.some(each => each.verdict === 'approved' && each.endsAt > now)
  const entries: [string, Content][] = [
    [say('reason'), say(file.reason)],
    [say('opened'), instant(file.openedAt, language)],
    [say('by'), html`<code>${file.openedBy}</code>`],
    [say('state'), isOpen ? tag(say('isOpen'), 'busy') : tag(say('isClosed'), 'good')],
  ]
  if (file.closedAt !== null) entries.push([say('closed'), instant(file.closedAt, language)])
  if (file.closedBy !== null) entries.push([say('by'), html`<code>${file.closedBy}</code>`])
  if (isOpen)
    entries.push([
      say('lapses'),
      day(recordLapse({ kind: 'file', lastActAt: lastAct(file) }), language),
    ])
  if (endsAt !== undefined) entries.push([say('keptUntil'), day(endsAt, language)])
  const faults = asked === undefined ? [] : [{ name: fieldName(asked.form), error: asked.error }]
  return {
    title: say('one', { reference: file.reference }),
    ...(asked === undefined ? {} : { status: 422 }),
    main: [
      errorSummary(faults, language),
      definitions(entries),
      searches(visit, file, now),
      isOpen && usable && numberForm(visit, { fileId: file.id, form: 'search', asked }),
      isOpen && numberForm(visit, { fileId: file.id, form: 'ask', asked }),
      isOpen && closing(visit, file),
    ],
  }
}

/** When something was done in a file last. */
export function lastAct({ openedAt, searches }: FileSeen): Date {
  const times = searches.flatMap(({ askedAt, decidedAt }) => [askedAt, decidedAt ?? askedAt])
  return new Date(Math.max(openedAt.getTime(), ...times.map(at => at.getTime())))
}

function searches(visit: OwnVisit, file: FileSeen, now: Date): Content {
  const { language } = visit
  const say = personSearchWords(language)
  return table({
    id: 'searches',
    caption: say('title'),
    language,
    empty: say('none'),
    columns: (['asked', 'by', 'state', 'until', 'decide'] as const).map(key => ({
      label: say(key),
    })),
    rows: file.searches.map(search => [
      instant(search.askedAt, language),
      html`<code>${search.askedBy}</code>`,
      stateOf(search, now, language),
      search.verdict === 'refused' ? undefined : instant(search.endsAt, language),
      decision(visit, file, search, now),
    ]),
  })
}

function stateOf({ verdict, endsAt }: Search, now: Date, language: OwnVisit['language']): Content {
  const say = personSearchWords(language)
  if (verdict === 'refused') return tag(say('refused'), 'bad')
  if (endsAt <= now) return tag(say('over'))
  return verdict === null ? tag(say('waiting'), 'warn') : tag(say('approved'), 'good')
}

/** The buttons of a second person; for who asked, that somebody else decides. */
function decision(visit: OwnVisit, file: FileSeen, search: Search, now: Date): Content {
  const say = personSearchWords(visit.language)
  if (search.decidedBy !== null) return html`<code>${search.decidedBy}</code>`
  if (file.closedAt !== null || search.endsAt <= now) return undefined
  if (search.askedBy === visit.person.agent) return say('notYou')
  const path = `/files/${file.id}/searches/${search.id}`
  return html`<div class="actions">${visit.form(`${path}/approval`, submit(say('approve')))}
${visit.form(`${path}/refusal`, submit(say('refuse'), 'second'))}</div>`
}

function closing(visit: OwnVisit, file: FileSeen): Content {
  const say = fileWords(visit.language)
  return html`<section aria-labelledby="closing"><h2 id="closing">${say('close')}</h2>
<p>${say('closeWhy')}</p>
${visit.form(`/files/${file.id}/closing`, submit(say('close'), 'harm'))}</section>`
}
