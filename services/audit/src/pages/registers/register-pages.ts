import type { Language, RegisterOfProcessing } from '@unefois/contracts'
import {
  type Content,
  day,
  definitions,
  html,
  type OwnVisit,
  type Page,
  pagination,
  type Site,
  table,
  tag,
} from '@unefois/pages'
import type { AuditDeps } from '../../deps.ts'
import { problems } from '../../errors.ts'
import { limits } from '../../limits.ts'
import type { ColumnId } from '../../registers/columns.ts'
import { toRegisterCsv } from '../../registers/register-csv.ts'
import { odsType, toRegisterOds } from '../../registers/register-ods.ts'
import { sayRegister } from '../../registers/say.ts'
import { csvType } from '../../routes/registers.ts'
import { readRegister } from '../../use-cases/read-register.ts'
import { isHubOfficer } from '../navigation.ts'
import { registerPageWords } from '../words/registers.ts'
import { addDpiaPages } from './dpia-pages.ts'

type Activity = RegisterOfProcessing['activities'][number]

const activityPattern = '^(agr_[0-9a-f]{32}\\.[1-9][0-9]{0,4}|hub\\.[a-zA-Z]{2,20})$'

/** The record of processing and the impact assessment, for each officer what they answer for. */
export function addRegisterPages(site: Site, deps: AuditDeps): void {
  const read = readRegister(deps)
  site.show('/registers', {
    for: ['dpo'],
    query: { after: { type: 'string', pattern: activityPattern } },
    async page(visit) {
      const register = await read(visit.person, visit.language)
      return listPage(register, visit, visit.query.after)
    },
  })
  site.show('/registers/activities/:id', {
    for: ['dpo'],
    params: { id: activityPattern },
    async page({ person, language, param }) {
      const register = await read(person, language)
      const activity = register.activities.find(({ id }) => id === param('id'))
      if (activity === undefined) throw problems['activity-unknown']()
      return activityPage(register, activity)
    },
  })
  site.show('/registers/processing.csv', {
    for: ['dpo'],
    async page({ person, language }) {
      const content = toRegisterCsv(await read(person, language))
      return { name: `register-of-processing-${language}.csv`, type: csvType, content }
    },
  })
  site.show('/registers/processing.ods', {
    for: ['dpo'],
    async page({ person, language }) {
      const content = toRegisterOds(await read(person, language), sayRegister(language)('title'))
      return { name: `register-of-processing-${language}.ods`, type: odsType, content }
    },
  })
  addDpiaPages(site, deps)
}

function listPage(
  register: RegisterOfProcessing,
  { language, person }: OwnVisit,
  after: string | undefined,
): Page {
  const say = registerPageWords(language)
  const { activities } = register
  const from = activities.findIndex(({ id }) => id === after) + 1
  const shown = activities.slice(from, from + limits.activitiesPerPage)
  const last = shown.at(-1)
  const more = from + shown.length < activities.length && last !== undefined
  return {
    title: say('title'),
    main: [
      html`<p>${say('intro')}</p>`,
      !isHubOfficer(person) && html`<p>${say('mine')}</p>`,
      table({
        id: 'record',
        caption: say('record'),
        language,
        columns: [say('activity'), say('state'), say('changed'), say('complete')].map(label => ({
          label,
        })),
        rows: shown.map(activity => row(activity, register)),
        empty: say('none'),
      }),
      pagination({
        language,
        first: from === 0 ? undefined : '/registers',
        next: more ? `/registers?after=${last.id}` : undefined,
      }),
      html`<p>${say('download')} <a href="/registers/processing.csv">${say('csv')}</a>,
<a href="/registers/processing.ods">${say('ods')}</a></p>`,
      html`<h2>${say('dpia')}</h2><p>${say('dpiaIntro')}</p>
<p><a href="/registers/dpia">${say('dpiaOpen')}</a></p>`,
      html`<h2>${say('publicList')}</h2><p>${say('publicListWhere')}</p>`,
    ],
  }
}

function row({ id, cells }: Activity, { language, missing }: RegisterOfProcessing): Content[] {
  const say = registerPageWords(language)
  const count = missing.filter(({ activity }) => activity === id).length
  return [
    html`<a href="/registers/activities/${id}">${cells.name.join(' ')}</a>`,
    cells.state.join(' '),
    day(cells.updatedOn.join(''), language, 'medium'),
    count === 0 ? tag(say('filled'), 'good') : tag(say('lacking', { count }), 'warn'),
  ]
}

function activityPage({ columns, language }: RegisterOfProcessing, activity: Activity): Page {
  const say = registerPageWords(language)
  return {
    title: activity.cells.name.join(' '),
    main: [
      html`<p><a href="/registers">${say('back')}</a></p>`,
      definitions(
        columns.map(({ id, label, source }) => [
          label,
          [
            linesOf(id, activity.cells[id], language),
            html`<small>${say('askedBy')} ${source}</small>`,
          ],
        ]),
      ),
    ],
  }
}

function linesOf(column: ColumnId, lines: readonly string[], language: Language): Content {
  if (lines.length === 0) return tag(registerPageWords(language)('notStated'), 'warn')
  if (column === 'createdOn' || column === 'updatedOn')
    return html`<div>${day(lines.join(''), language)}</div>`
  if (lines.length === 1) return html`<div>${breakable(lines[0] ?? '')}</div>`
  return html`<ul>${lines.map(line => html`<li>${breakable(line)}</li>`)}</ul>`
}

/** A hash or an address may be broken where the screen is narrow. */
function breakable(line: string): Content {
  return line
    .split(/(\S{24,})/u)
    .map((part, place) =>
      place % 2 === 0 ? part : (part.match(/.{1,12}/gu) ?? []).map(piece => html`${piece}<wbr>`),
    )
}
