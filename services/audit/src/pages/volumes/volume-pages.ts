import type { Language } from '@unefois/contracts'
import { barChart, html, lineChart, number, type Site, table } from '@unefois/pages'
import type { AuditDeps } from '../../deps.ts'
import { agreementWords } from '../../domain/directory.ts'
import { traceLook } from '../../trace-reads.ts'
import { readFlags } from '../../use-cases/read-flags.ts'
import {
  type AgreementCourse,
  readAgreementCourse,
  readVolumes,
  type VolumesRead,
} from '../../use-cases/read-volumes.ts'
import { dayWords, periods, viewerOf } from '../figure-parts.ts'
import { figureWords } from '../words/figures.ts'
import { flagWords } from '../words/flags.ts'
import { volumeWords } from '../words/volumes.ts'
import { addFlagPages, flagList } from './flag-pages.ts'

const daysShown = [7, 28, 91, 365]
const usualDays = 28
const daysQuery = { days: { type: 'string', pattern: '^(7|28|91|365)$' } } as const
const barsMax = 8
const rowsMax = 100
const flagsMax = 5

/** Volumes per agreement, what stands out of them, and each agreement day by day. */
export function addVolumePages(site: Site, deps: AuditDeps): void {
  const look = traceLook(deps)
  const volumes = readVolumes(deps)
  const course = readAgreementCourse(deps)
  const flags = readFlags(deps)
  addFlagPages(site, deps)
  site.show('/volumes', {
    for: ['dpo'],
    query: daysQuery,
    async page(visit) {
      const { language, person } = visit
      await look(person, 'volumes')
      const viewer = viewerOf(person)
      const days = Number(visit.query.days ?? usualDays)
      const read = await volumes(viewer, days)
      const { items } = await flags({ viewer, open: true })
      const say = volumeWords(language)
      return {
        title: say('title'),
        main: [
          items.length > 0 && [
            html`<h2>${flagWords(language)('title')}</h2>`,
            flagList(items.slice(0, flagsMax), deps, visit),
          ],
          html`<p><a href="/volumes/flags">${flagWords(language)('seeAll')}</a></p>`,
          periods({ language, path: '/volumes', days: daysShown, current: days }),
          busiest(read, deps, language),
          volumeTable(read, deps, language),
          html`<p>${viewer !== null && say('ownOnly')} ${say('about')}</p>`,
        ],
      }
    },
  })
  site.show('/volumes/:agreement', {
    for: ['dpo'],
    params: { agreement: '^[0-9a-f]{64}$' },
    query: daysQuery,
    async page(visit) {
      const { language, person } = visit
      await look(person, 'volumes-agreement')
      const agreementHash = visit.param('agreement')
      const days = Number(visit.query.days ?? usualDays)
      const read = await course({ viewer: viewerOf(person), agreementHash, days })
      const say = volumeWords(language)
      return {
        title: agreementWords(deps.directory(), agreementHash, language),
        main: [
          periods({ language, path: `/volumes/${agreementHash}`, days: daysShown, current: days }),
          courseChart(read, language),
          html`<p>${say('erasingCount', { count: read.erasing })}</p>`,
          html`<p>${say('about')}</p><p><a href="/volumes">${say('back')}</a></p>`,
        ],
      }
    },
  })
}

function busiest({ rows }: VolumesRead, deps: AuditDeps, language: Language) {
  const say = volumeWords(language)
  const shown = rows.filter(row => (row.sent ?? row.opened ?? 0) > 0).slice(0, barsMax)
  if (shown.length < 2) return undefined
  return barChart({
    id: 'busiest',
    title: say('most'),
    unit: say('signals'),
    language,
    rows: shown.map(row => ({
      label: agreementWords(deps.directory(), row.agreementHash, language),
      value: row.sent ?? row.opened ?? 0,
    })),
  })
}

function volumeTable({ rows }: VolumesRead, deps: AuditDeps, language: Language) {
  const say = volumeWords(language)
  const write = (value: number | undefined) => (value === undefined ? '–' : number(value, language))
  const shown = rows.slice(0, rowsMax)
  const figures = [say('sent'), say('before'), say('opened'), say('closed'), say('erasing')]
  return [
    table({
      id: 'volumes',
      caption: say('perAgreement'),
      language,
      empty: say('none'),
      columns: [
        { label: figureWords(language)('agreement') },
        ...figures.map(label => ({ label, number: true })),
      ],
      rows: shown.map(row => [
        html`<a href="/volumes/${row.agreementHash}">${agreementWords(
          deps.directory(),
          row.agreementHash,
          language,
        )}</a>`,
        ...[row.sent, row.before, row.opened, row.closed, row.erasing].map(write),
      ]),
    }),
    rows.length > shown.length &&
      html`<p>${say('rest', { count: rows.length - shown.length })}</p>`,
  ]
}

function courseChart(read: AgreementCourse, language: Language) {
  const say = volumeWords(language)
  const isWeekly = isByWeek(read)
  const series = [
    { label: say('sent'), values: read.sent },
    { label: say('opened'), values: read.opened },
    { label: say('closed'), values: read.closed },
  ].filter(({ values }) => values.some(value => value > 0))
  if (series.length === 0) return html`<p>${say('none')}</p>`
  return lineChart({
    id: 'course',
    title: say(isWeekly ? 'weeks' : 'course'),
    unit: say('signals'),
    across: figureWords(language)(isWeekly ? 'from' : 'day'),
    points: read.points.map(point => dayWords(point, language)),
    series,
    language,
  })
}

function isByWeek({ points }: AgreementCourse): boolean {
  const [first = '', second = ''] = points
  return Date.parse(second) - Date.parse(first) > 86_400_000
}
