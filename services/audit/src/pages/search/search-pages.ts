import { Problem } from '@unefois/errors'
import {
  fieldOf,
  html,
  type OwnVisit,
  type Page,
  pagination,
  regionOf,
  type Site,
} from '@unefois/pages'
import type { AuditDeps } from '../../deps.ts'
import { isDay } from '../../domain/days.ts'
import { fieldsOf, spanOf } from '../../domain/paris-time.ts'
import { uuidPattern } from '../../routes/check-officer.ts'
import { type ActPage, searchActs } from '../../use-cases/search-acts.ts'
import { actTable } from '../exchanges/act-table.ts'
import { searchWords } from '../words/search.ts'
import { readChoices } from './choice-fields.ts'
import { type Fault, faultsOf, type SearchValues, searchForm } from './search-fields.ts'

const dayMs = 86_400_000
const daysBefore = 30
const day = { type: 'string', pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' } as const

/** What the address of a search may say: agencies, agreements, opaque agents, days. */
const query = {
  agency: { type: 'string', pattern: '^[a-z][a-z0-9-]{1,40}$' },
  agreement: { type: 'string', pattern: '^[0-9a-f]{64}$' },
  agent: { type: 'string', pattern: '^agt_[0-9a-z]{4,24}$' },
  from: day,
  until: day,
  looks: { type: 'string', pattern: '^yes$' },
  before: { type: 'string', pattern: uuidPattern },
} as const

/** Searching acts by agreement, agency, agent and time. */
export function addSearchPages(site: Site, deps: AuditDeps): void {
  const search = searchActs(deps)
  site.show('/search', {
    for: ['dpo'],
    query,
    async page(visit) {
      const { before, ...values } = visit.query
      const { from, until } = values
      if (from === undefined || until === undefined)
        return searchPage(deps, visit, { values: recent(deps) })
      const [fault] = faultsOf(values, visit.language)
      if (fault !== undefined) return searchPage(deps, visit, { values, faults: [fault] })
      const looks = values.looks !== undefined
      const wanted = { ...values, before, looks, ...spanOf(from, until) }
      try {
        return searchPage(deps, visit, { values, found: await search(visit.person, wanted) })
      } catch (error) {
        const faults = [faultOf(error, visit)]
        return searchPage(deps, visit, { values, faults })
      }
    },
  })
  // By a form, so that whatever was typed by mistake reaches no address.
  site.accept('/search', {
    for: ['dpo'],
    act(visit, form) {
      const [agent, from, until] = ['agent', 'from', 'until'].map(name => fieldOf(form, name))
      const { language } = visit
      const chosen = readChoices(form, { directory: deps.directory(), language })
      const { agency, agreement } = chosen
      const looks = fieldOf(form, 'looks') === 'yes' ? 'yes' : undefined
      const values: SearchValues = { agency, agreement, agent, from, until, looks }
      const faults = [...chosen.faults, ...faultsOf(values, language)]
      if (faults.length > 0) {
        // What may hold a number that was typed by mistake is not shown again.
        const [first, last] = [from, until].map(each => (isDay(each) ? each : undefined))
        const kept = { agency, agreement, from: first, until: last, looks }
        return searchPage(deps, visit, { values: kept, faults })
      }
      return { to: `${addressOf(values)}#${regionOf('acts')}` }
    },
  })
}

/** The address of a search, or of its next page. */
function addressOf(values: SearchValues, before?: string): string {
  const said = Object.entries({ ...values, before }).filter(([, value]) => value !== undefined)
  return `/search?${new URLSearchParams(said as [string, string][])}`
}

function recent({ nowMs }: Pick<AuditDeps, 'nowMs'>): SearchValues {
  const dayOf = (ms: number) => fieldsOf(new Date(ms)).day
  return { from: dayOf(nowMs() - daysBefore * dayMs), until: dayOf(nowMs()) }
}

function faultOf(error: unknown, { language }: OwnVisit): Fault {
  const say = searchWords(language)
  if (error instanceof Problem) {
    if (error.code === 'search-time-unfit') return { name: 'from', error: say('timeUnfit') }
    if (error.code === 'agreement-never-in-force') {
      return { name: 'agreement', error: say('agreementUnfit') }
    }
    if (error.code === 'agent-without-agency') return { name: 'agency', error: say('agentAlone') }
  }
  throw error
}

function searchPage(
  deps: AuditDeps,
  visit: OwnVisit,
  shown: { values: SearchValues; faults?: readonly Fault[]; found?: ActPage },
): Page {
  const { language } = visit
  const say = searchWords(language)
  const { values, faults = [], found } = shown
  return {
    title: say('title'),
    ...(faults.length > 0 ? { status: 422 } : {}),
    main: [
      searchForm(visit, deps.directory(), { values, faults }),
      html`<p>${say('byNumber')}</p>`,
      found !== undefined &&
        actTable(found.items, { directory: deps.directory(), language, caption: say('results') }),
      found !== undefined &&
        pagination({
          language,
          first: visit.query.before === undefined ? undefined : addressOf(values),
          next:
            found.next === undefined
              ? undefined
              : `${addressOf(values, found.next)}#${regionOf('acts')}`,
        }),
    ],
  }
}
