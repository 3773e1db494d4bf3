import type { Language } from '@unefois/contracts'
import {
  definitions,
  html,
  instant,
  list,
  notice,
  number,
  type Site,
  table,
  tag,
} from '@unefois/pages'
import type { AuditDeps } from '../../deps.ts'
import { nameOf } from '../../domain/directory.ts'
import { traceLook } from '../../trace-reads.ts'
import { type LogHealth, readLogHealth } from '../../use-cases/read-log-health.ts'
import { isHubOfficer } from '../navigation.ts'
import { fromQuery, pageOfRows } from '../page-of-rows.ts'
import { figureWords } from '../words/figures.ts'
import { logWords } from '../words/log.ts'

/** How the log stands, for the hub's officer; what is published anybody may fetch. */
export function addLogPages(site: Site, deps: AuditDeps): void {
  const look = traceLook(deps)
  const healthOf = readLogHealth(deps)
  site.show('/log', {
    for: ['dpo'],
    only: isHubOfficer,
    query: fromQuery,
    async page({ language, person, query }) {
      await look(person, 'log')
      const health = await healthOf()
      // Whoever is behind comes first.
      const bySize = health.witnesses.toSorted((one, other) => (one.size ?? 0) - (other.size ?? 0))
      const page = pageOfRows(bySize, { from: query.from, path: '/log', language })
      const say = logWords(language)
      return {
        title: say('title'),
        main: [
          standing(health, language),
          figures(health, language),
          witnessTable({ ...health, witnesses: page.shown }, deps, language),
          page.ways,
          checkpointTable(health, language),
          html`<p>${say('padsWhy')}</p>`,
          health.published !== undefined && [
            html`<h2>${say('verify')}</h2><p>${say('verifyHow')}</p>`,
            list([
              html`<a href="/v1/log/checkpoint" download="checkpoint">${say('checkpoint')}</a>`,
              html`<a href="/v1/log/policy" download="policy">${say('policy')}</a>`,
            ]),
          ],
        ],
      }
    },
  })
}

function standing({ alarms, published, witnesses, quorum }: LogHealth, language: Language) {
  const say = logWords(language)
  if (alarms.length === 0) {
    if (published === undefined) return notice(say('young'), undefined)
    // Two minutes long nobody is late yet; until then it says what there is, and no more.
    if (published.cosigned < quorum) return notice(say('notYet'), undefined)
    const isWhole = published.cosigned === witnesses.length
    return notice(say(isWhole ? 'well' : 'enough'), undefined, 'good')
  }
  // With a quorum the log can still be believed: whoever is silent should be asked why.
  const isMinor = alarms.every(each => each === 'witness-silent')
  const said = list(alarms.map(each => say(each)))
  return notice(say('wrong'), said, isMinor ? 'warn' : 'bad')
}

function figures(health: LogHealth, language: Language) {
  const say = logWords(language)
  const stateOf = (state: { size: number; at: Date } | undefined) => {
    if (state === undefined) return figureWords(language)('never')
    return html`${say('sizeAt', { size: state.size })} ${instant(state.at, language)}`
  }
  const { published, witnesses, quorum } = health
  return definitions([
    [say('leaves'), number(health.size, language)],
    [say('internal'), stateOf(health.internal)],
    [say('published'), stateOf(published)],
    [
      say('quorum'),
      say('quorumOf', {
        cosigned: published?.cosigned ?? 0,
        witnesses: witnesses.length,
        quorum,
      }),
    ],
    [say('anchor'), health.isAnchored ? tag(say('anchored'), 'good') : tag(say('differs'), 'bad')],
  ])
}

function witnessTable(health: LogHealth, deps: AuditDeps, language: Language) {
  const say = logWords(language)
  const { witnesses, published, alarms } = health
  const isLate = alarms.includes('witness-silent')
  return table({
    id: 'witnesses',
    caption: say('witnesses'),
    language,
    empty: figureWords(language)('none'),
    columns: [
      { label: figureWords(language)('agency') },
      { label: say('lastCosigned') },
      { label: figureWords(language)('size'), number: true },
      { label: say('state') },
    ],
    rows: witnesses.map(({ agency, at, size }) => [
      nameOf(deps.directory(), agency),
      at === null ? figureWords(language)('never') : instant(at, language),
      size === null ? '–' : number(size, language),
      size === (published?.size ?? null)
        ? tag(say('current'), 'good')
        : tag(say(isLate ? 'behind' : 'awaited'), isLate ? 'warn' : 'busy'),
    ]),
  })
}

function checkpointTable({ checkpoints }: LogHealth, language: Language) {
  const say = logWords(language)
  return table({
    id: 'checkpoints',
    caption: say('checkpoints'),
    language,
    empty: figureWords(language)('none'),
    columns: [
      { label: say('at') },
      { label: figureWords(language)('size'), number: true },
      { label: say('pads'), number: true },
      { label: say('quorum'), number: true },
    ],
    rows: checkpoints.map(({ at, size, pads, cosigned }) => [
      instant(at, language),
      number(size, language),
      number(pads, language),
      number(cosigned, language),
    ]),
  })
}
