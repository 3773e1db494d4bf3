import type { DeletionsV2, Language, LegalHoldList } from '@unefois/contracts'
import { barChart, day, html, instant, notice, number, type Site, table, tag } from '@unefois/pages'
import type { AuditDeps } from '../../deps.ts'
import { byKind, byMonth } from '../../domain/shown-deletions.ts'
import { traceLook } from '../../trace-reads.ts'
import { forecastDeletions } from '../../use-cases/forecast-deletions.ts'
import { readCertificate, readCertificates } from '../../use-cases/read-certificates.ts'
import { readHolds } from '../../use-cases/read-holds.ts'
import { monthWords } from '../figure-parts.ts'
import { isHubOfficer } from '../navigation.ts'
import { deletionWords } from '../words/deletions.ts'
import { basisWords, erasureWords, reasonWords } from '../words/erasures.ts'
import { lawWords } from '../words/law.ts'
import { certificateTable } from './certificate-table.ts'

const monthsShown = 12
const holdsShown = 100
const newestShown = 5

/** What is erased, when, and the proof of it: for the hub's officer, as the HTTP calls are. */
export function addDeletionPages(site: Site, deps: AuditDeps): void {
  const look = traceLook(deps)
  const forecast = forecastDeletions(deps)
  const holdsOf = readHolds(deps)
  const certificatesOf = readCertificates(deps)
  const certificateOf = readCertificate(deps)
  const hub = { for: ['dpo'], only: isHubOfficer } as const
  site.show('/deletions', {
    ...hub,
    async page({ language, person }) {
      await look(person, 'deletions')
      const read = await forecast()
      const { items } = await certificatesOf()
      const say = deletionWords(language)
      return {
        title: say('title'),
        main: [
          standing(read, language),
          monthChart(read, language),
          dueTable(read, language),
          html`<p>${say('asOf')}</p>`,
          doneTable(read, language),
          html`<h2>${say('certificates')}</h2>
<p>${say('certificatesAbout', read.certificates)}</p>`,
          items.length > 0 &&
            certificateTable(items.slice(0, newestShown), language, { caption: say('newest') }),
          html`<p><a href="/deletions/certificates">${say('allCertificates')}</a></p>`,
          holdTable(await holdsOf(), language),
        ],
      }
    },
  })
  site.show('/deletions/certificates', {
    ...hub,
    query: { before: { type: 'string', pattern: '^[1-9][0-9]{0,9}$' } },
    async page({ language, person, query }) {
      await look(person, 'certificates')
      const before = query.before === undefined ? undefined : Number(query.before)
      const { items, next } = await certificatesOf(before)
      return {
        title: deletionWords(language)('certificates'),
        main: certificateTable(items, language, { before, next }),
      }
    },
  })
  site.show('/deletions/certificates/:place', {
    ...hub,
    params: { place: '^[1-9][0-9]{0,9}$' },
    async page({ person, param }) {
      await look(person, 'certificate')
      const place = param('place')
      const list = await certificateOf(Number(place))
      return {
        name: `unefois-certificate-${place}.json`,
        type: 'application/json',
        content: Buffer.from(JSON.stringify(list)),
      }
    },
  })
}

function standing({ overdue }: DeletionsV2, language: Language) {
  const say = deletionWords(language)
  const late = overdue.reduce((all, { count }) => all + count, 0)
  if (late === 0) return notice(say('onTime'), undefined, 'good')
  return notice(say('overdue', { count: late }), say('overdueWhy'), 'bad')
}

function monthChart(read: DeletionsV2, language: Language) {
  const say = deletionWords(language)
  const { months, later } = byMonth(read, monthsShown)
  const rows = months
    .filter(({ count }) => count > 0)
    .map(({ month, count }) => ({ label: monthWords(month, language), value: count }))
  return [
    rows.length === 0
      ? html`<p>${say('nothingSoon')}</p>`
      : barChart({ id: 'months', title: say('coming'), unit: say('items'), language, rows }),
    html`<p>${say('later', { count: later })}</p>`,
  ]
}

function dueTable(read: DeletionsV2, language: Language) {
  const say = deletionWords(language)
  const words = erasureWords(language)
  return table({
    id: 'due',
    caption: say('due'),
    language,
    columns: [
      { label: say('kind') },
      { label: say('owner') },
      { label: say('article') },
      { label: say('next') },
      { label: say('soon'), number: true },
      { label: say('total'), number: true },
      { label: say('late'), number: true },
    ],
    rows: byKind(read).map(kind => [
      words(kind.class),
      words(kind.owner),
      kind.article === null ? '–' : lawWords(kind.article, language),
      day(kind.nextAt, language, 'medium'),
      number(kind.soon, language),
      number(kind.count, language),
      kind.overdue > 0 ? tag(number(kind.overdue, language), 'bad') : number(0, language),
    ]),
  })
}

function doneTable({ done }: DeletionsV2, language: Language) {
  const say = deletionWords(language)
  return table({
    id: 'done',
    caption: say('done'),
    language,
    columns: [
      { label: say('kind') },
      { label: say('owner') },
      { label: say('reason') },
      { label: say('items'), number: true },
      { label: say('last') },
    ],
    rows: done.map(line => [
      erasureWords(language)(line.class),
      erasureWords(language)(line.owner),
      reasonWords(language)(line.reason),
      number(line.count, language),
      instant(line.lastAt, language),
    ]),
  })
}

function holdTable({ items }: LegalHoldList, language: Language) {
  const say = deletionWords(language)
  return table({
    id: 'holds',
    caption: say('holds'),
    language,
    empty: say('noHold'),
    columns: [
      { label: say('basis') },
      { label: say('article') },
      { label: say('placed') },
      { label: say('ends') },
      { label: say('signals'), number: true },
      { label: say('state') },
    ],
    rows: items
      .slice(0, holdsShown)
      .map(hold => [
        basisWords(language)(hold.basis),
        hold.provision,
        day(hold.placedAt, language, 'medium'),
        day(hold.endedAt ?? hold.endsAt, language, 'medium'),
        number(hold.signals, language),
        hold.isHeld ? tag(say('held'), 'busy') : tag(say('ended')),
      ]),
  })
}
