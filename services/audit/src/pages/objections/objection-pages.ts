import type { Language } from '@unefois/contracts'
import { html, instant, notice, number, type Site, table, tag } from '@unefois/pages'
import type { AuditDeps } from '../../deps.ts'
import { nameOf } from '../../domain/directory.ts'
import type { Spread } from '../../repositories/objection-times.ts'
import { traceLook } from '../../trace-reads.ts'
import { type ObjectionTimes, readObjectionTimes } from '../../use-cases/read-objection-times.ts'
import { duration, periods } from '../figure-parts.ts'
import { isHubOfficer } from '../navigation.ts'
import { fromQuery, pageOfRows } from '../page-of-rows.ts'
import { figureWords } from '../words/figures.ts'
import { objectionWords } from '../words/objections.ts'

const daysShown = [7, 28, 91]
const usualDays = 28

/** How soon objections took effect: for the hub's officer only, in counts and times. */
export function addObjectionPages(site: Site, deps: AuditDeps): void {
  const look = traceLook(deps)
  const timesOf = readObjectionTimes(deps)
  site.show('/objections', {
    for: ['dpo'],
    only: isHubOfficer,
    query: { days: { type: 'string', pattern: '^(7|28|91)$' }, ...fromQuery },
    async page({ language, person, query }) {
      await look(person, 'objections')
      const days = Number(query.days ?? usualDays)
      const times = await timesOf(days)
      // Whoever is late comes first, on whichever page they would be.
      const receivers = times.receivers.toSorted((one, other) => other.overdue - one.overdue)
      const path = `/objections?days=${days}`
      const wanted = { from: query.from, path, language }
      const page = pageOfRows(receivers, wanted)
      const late = pageOfRows(times.orders, wanted)
      const say = objectionWords(language)
      const { lodged, recalled, complete } = times
      const none = lodged === 0
      return {
        title: say('title'),
        main: [
          standing(times, language),
          orderTable(late.shown, deps, language),
          periods({ language, path: '/objections', days: daysShown, current: days }),
          html`<p>${none ? say('noneLodged') : say('ofThem', { lodged, recalled, complete })}</p>`,
          !none && timeTable(times, language),
          page.shown.length > 0 && receiverTable(page.shown, deps, language),
          // Both tables go on together, as long as the longer one does.
          times.orders.length > receivers.length ? late.ways : page.ways,
          html`<p>${say('about')}</p>`,
        ],
      }
    },
  })
}

function standing({ overdue }: ObjectionTimes, language: Language) {
  const say = objectionWords(language)
  if (overdue === 0) return notice(say('onTime'), undefined, 'good')
  return notice(say('late', { count: overdue }), say('lateWhy'), 'bad')
}

/** Who has not confirmed a restriction, or its end; nothing where everybody has. */
function orderTable(orders: ObjectionTimes['orders'], deps: AuditDeps, language: Language) {
  const say = objectionWords(language)
  if (orders.length === 0) return undefined
  return [
    table({
      id: 'orders',
      caption: say('orders'),
      language,
      columns: [
        { label: figureWords(language)('agency') },
        { label: say('waiting'), number: true },
        { label: say('since') },
      ],
      rows: orders.map(each => [
        nameOf(deps.directory(), each.receiver),
        tag(number(each.orders, language), 'bad'),
        instant(each.waitingSince, language),
      ]),
    }),
    html`<p>${say('ordersWhy')}</p>`,
  ]
}

function timeTable({ commit, measured, effect, complete }: ObjectionTimes, language: Language) {
  const say = objectionWords(language)
  const row = (label: string, count: number, spread: Spread | undefined) => [
    label,
    number(count, language),
    ...spreadCells(spread, language),
  ]
  return table({
    id: 'times',
    caption: say('times'),
    language,
    columns: [
      { label: say('what') },
      { label: say('count'), number: true },
      ...spreadColumns(language),
    ],
    rows: [row(say('commit'), measured, commit), row(say('effect'), complete, effect)],
  })
}

function receiverTable(
  receivers: ObjectionTimes['receivers'],
  deps: AuditDeps,
  language: Language,
) {
  const say = objectionWords(language)
  return table({
    id: 'receivers',
    caption: say('receivers'),
    language,
    columns: [
      { label: figureWords(language)('agency') },
      { label: say('recalls'), number: true },
      ...spreadColumns(language),
      { label: say('waiting'), number: true },
      { label: say('since') },
    ],
    rows: receivers.map(each => {
      const waiting = each.recalls - each.receipts
      const count = number(waiting, language)
      return [
        nameOf(deps.directory(), each.receiver ?? ''),
        number(each.recalls, language),
        ...spreadCells(each.times, language),
        each.overdue > 0 ? tag(count, 'bad') : count,
        each.waitingSince === null ? '–' : instant(each.waitingSince, language),
      ]
    }),
  })
}

function spreadColumns(language: Language) {
  const say = objectionWords(language)
  return [say('median'), say('p95'), say('worst')].map(label => ({ label, number: true }))
}

function spreadCells(spread: Spread | undefined, language: Language): string[] {
  if (spread === undefined) return ['–', '–', '–']
  return [spread.medianMs, spread.p95Ms, spread.worstMs].map(ms => duration(ms, language))
}
