import type { Language } from '@unefois/contracts'
import {
  type Content,
  definitions,
  html,
  instant,
  number,
  type Page,
  type Site,
  table,
  tag,
} from '@unefois/pages'
import type { AuditDeps } from '../../deps.ts'
import { agreementWords, type Directory, nameOf } from '../../domain/directory.ts'
import type { Act } from '../../repositories/acts.ts'
import { uuidPattern } from '../../routes/check-officer.ts'
import { type Exchange, readExchange } from '../../use-cases/read-exchange.ts'
import { codeWords } from '../act-details.ts'
import { isHubOfficer } from '../navigation.ts'
import { exchangeWords } from '../words/exchange.ts'
import { actorWords, dayText, detailWords, whatWords } from './act-words.ts'

/** The story of one signal, for those who may read it. */
export function addExchangePages(site: Site, deps: AuditDeps): void {
  const read = readExchange(deps)
  site.show('/exchanges/:id', {
    for: ['dpo'],
    params: { id: uuidPattern },
    async page({ language, person, param }) {
      const exchange = await read(person, param('id'))
      const whole = isHubOfficer(person)
      return storyPage(exchange, { directory: deps.directory(), language, whole })
    },
  })
}

interface Telling {
  readonly directory: Directory
  readonly language: Language
  /** False: the acts of one agency only. */
  readonly whole: boolean
}

function storyPage({ signalId, acts }: Exchange, telling: Telling): Page {
  const { language, whole } = telling
  const say = exchangeWords(language)
  const looks = acts.filter(({ purpose }) => purpose === 'oversight')
  const done = acts.filter(({ purpose }) => purpose !== 'oversight')
  const first = done[0] ?? acts[0]
  const day = dayText(first?.at ?? new Date(0), language)
  return {
    title: say('title', { day }),
    main: [
      !whole && html`<p>${say('mine')}</p>`,
      definitions([[say('number'), html`<code>${signalId}</code>`], ...summary(done, telling)]),
      timeline('story', say('story'), done, telling),
      looks.length > 0 && timeline('looks', say('looks'), looks, telling),
    ],
  }
}

/** From whom to whom, under what, and what came of it. */
function summary(acts: readonly Act[], { directory, language }: Telling) {
  const say = exchangeWords(language)
  const between = acts.find(({ counterparty, agency }) => counterparty !== null && agency !== 'hub')
  const { agreementHash: hash } = acts.find(each => each.agreementHash !== null) ?? {}
  const outcome = acts.findLast(({ outcomeClass }) => outcomeClass !== null)?.outcomeClass
  const isSent = between?.operation === 'signal-accept' || between?.operation === 'signal-withdraw'
  const ends = [between?.agency, between?.counterparty ?? undefined]
  const [from, to] = isSent ? ends : ends.toReversed()
  const purpose = acts.find(each => ['inform-of-right', 'award-right'].includes(each.purpose))
  const named = (agency: string) => nameOf(directory, agency)
  const entries: [string, Content][] = []
  if (from !== undefined) entries.push([say('from'), named(from)])
  if (to !== undefined) entries.push([say('to'), named(to)])
  if (hash) entries.push([say('agreement'), agreementWords(directory, hash, language)])
  if (purpose) entries.push([say('purpose'), codeWords('purpose', purpose.purpose, language)])
  if (outcome) entries.push([say('outcome'), tag(codeWords('feedbackClass', outcome, language))])
  return entries
}

function timeline(
  id: string,
  caption: string,
  acts: readonly Act[],
  { directory, language, whole }: Telling,
): Content {
  const say = exchangeWords(language)
  const columns = [say('when'), say('what'), say('who')].map(label => ({ label }))
  // Between two acts of its own, places in the log would tell an agency of those of others.
  const isTold = whole && acts.some(({ detail, erasedAt }) => detail !== null || erasedAt !== null)
  const ofHub = whole ? [{ label: say('place'), number: true }] : []
  const details = isTold ? [{ label: say('details') }] : []
  return table({
    id,
    caption,
    language,
    columns: [...columns, ...details, ...ofHub],
    rows: acts.map(act => [
      instant(act.at, language),
      whatWords(act, language),
      actorWords(act, directory, language),
      ...(isTold ? [detailWords(act, directory, language)] : []),
      ...(whole
        ? [act.logIndex === null ? say('unnumbered') : number(act.logIndex, language)]
        : []),
    ]),
  })
}
