import {
  choiceField,
  day,
  definitions,
  errorSummary,
  fieldOf,
  html,
  instant,
  list,
  type OwnVisit,
  type Page,
  pagination,
  type Site,
  submit,
  tag,
} from '@unefois/pages'
import type { AuditDeps } from '../../deps.ts'
import type { SettledAs, StoredFlag } from '../../repositories/flags.ts'
import { traceLook } from '../../trace-reads.ts'
import { readFlag, readFlags } from '../../use-cases/read-flags.ts'
import { settleFlag } from '../../use-cases/settle-flag.ts'
import { dayText } from '../exchanges/act-words.ts'
import { viewerOf } from '../figure-parts.ts'
import { isHubOfficer } from '../navigation.ts'
import { doneWords } from '../words/done.ts'
import { figureWords } from '../words/figures.ts'
import { flagWords } from '../words/flags.ts'
import { ruleWords, ruleWordsOf, seenWords, whoseWords } from './flag-words.ts'

const uuid = '^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$'
const answers: readonly SettledAs[] = ['explained', 'agency-told', 'unexplained']

/** Figures out of the ordinary: the list, and one with its explanation. */
export function addFlagPages(site: Site, deps: AuditDeps): void {
  const look = traceLook(deps)
  const flagsOf = readFlags(deps)
  const flagOf = readFlag(deps)
  const settle = settleFlag(deps)
  site.show('/volumes/flags', {
    for: ['dpo'],
    query: {
      before: { type: 'string', pattern: uuid },
      all: { type: 'string', pattern: '^yes$' },
    },
    async page(visit) {
      const { language, person, query } = visit
      await look(person, 'flags')
      const say = flagWords(language)
      const isAll = query.all !== undefined
      const { before } = query
      const { items, next } = await flagsOf({ viewer: viewerOf(person), open: !isAll, before })
      const address = (cursor?: string) => {
        const asked = new URLSearchParams({
          ...(isAll ? { all: 'yes' } : {}),
          ...(cursor === undefined ? {} : { before: cursor }),
        })
        return `/volumes/flags${asked.size === 0 ? '' : `?${asked}`}`
      }
      return {
        title: say('title'),
        main: [
          html`<p>${say('about')}</p>`,
          flagList(items, deps, visit),
          pagination({
            language,
            first: before === undefined ? undefined : address(),
            next: next === undefined ? undefined : address(next),
          }),
          !isAll && html`<p><a href="/volumes/flags?all=yes">${say('all')}</a></p>`,
          html`<h2>${say('rules')}</h2>`,
          list(ruleWords(language)),
        ],
      }
    },
  })
  site.show('/volumes/flags/:id', {
    for: ['dpo'],
    params: { id: uuid },
    async page(visit) {
      await look(visit.person, 'flag')
      const flag = await flagOf(viewerOf(visit.person), visit.param('id'))
      return flagPage(flag, deps, visit)
    },
  })
  site.accept('/volumes/flags/:id', {
    for: ['dpo'],
    only: isHubOfficer,
    params: { id: uuid },
    async act(visit, form) {
      const as = answers.find(answer => answer === fieldOf(form, 'answer'))
      if (as === undefined) {
        await look(visit.person, 'flag')
        const flag = await flagOf(viewerOf(visit.person), visit.param('id'))
        return flagPage(flag, deps, visit, flagWords(visit.language)('choose'))
      }
      await settle({ id: visit.param('id'), as, caller: visit.person })
      return { to: '/volumes/flags', done: doneWords(visit.language)('settled') }
    },
  })
}

/** Flags as a list that reads on any screen; each leads to its own page. */
export function flagList(
  flags: readonly StoredFlag[],
  deps: AuditDeps,
  { language }: Pick<OwnVisit, 'language'>,
) {
  if (flags.length === 0) return html`<p>${flagWords(language)('none')}</p>`
  const directory = deps.directory()
  const items = flags.map(
    flag => html`<li><p><a href="/volumes/flags/${flag.id}">${whoseWords(
      flag,
      directory,
      language,
    )}</a></p>
<p>${seenWords(flag, language)}</p>
<p class="quiet">${day(flag.day, language)} ${stateOf(flag, language)}</p></li>`,
  )
  return html`<ul class="entries">${items}</ul>`
}

function stateOf(flag: StoredFlag, language: OwnVisit['language']) {
  const say = flagWords(language)
  return flag.settledAs === null ? tag(say('open'), 'busy') : tag(say(flag.settledAs), 'good')
}

function flagPage(
  flag: StoredFlag,
  deps: AuditDeps,
  { language, person, form }: OwnVisit,
  error?: string,
): Page {
  const say = flagWords(language)
  const options = answers.map(value => ({ value, label: say(value) }))
  const { agreementHash, settledAt } = flag
  const whose = whoseWords(flag, deps.directory(), language)
  return {
    title: say('one', { day: dayText(new Date(flag.day), language) }),
    ...(error === undefined ? {} : { status: 422 }),
    main: [
      error !== undefined && errorSummary([{ name: 'answer', error }], language),
      html`<p>${seenWords(flag, language)}</p>`,
      definitions([
        [
          say('whose'),
          agreementHash === null ? whose : html`<a href="/volumes/${agreementHash}">${whose}</a>`,
        ],
        [figureWords(language)('day'), day(flag.day, language)],
        [say('state'), stateOf(flag, language)],
        ...(settledAt === null ? [] : [[say('settledOn'), instant(settledAt, language)] as const]),
      ]),
      html`<h2>${say('rules')}</h2><p>${ruleWordsOf(flag.rule, language)}</p>`,
      html`<p>${say('about')}</p>`,
      isHubOfficer(person) &&
        settledAt === null &&
        form(`/volumes/flags/${flag.id}`, [
          choiceField({
            kind: 'radio',
            name: 'answer',
            label: say('settle'),
            hint: say('settleHint'),
            options,
            error,
          }),
          submit(say('send')),
        ]),
      html`<p><a href="/volumes/flags">${say('back')}</a></p>`,
    ],
  }
}
