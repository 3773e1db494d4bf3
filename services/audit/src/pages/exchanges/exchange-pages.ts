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
import { isHubOfficer } from '../navigation.ts'
import { codeWords } from '../words/codes.ts'
import { exchangeWords } from '../words/exchange.ts'
import { actorWords, dayText, detailWords, whatWords } from './act-words.ts'
import { groupLooks, type Together } from './group-looks.ts'

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
      timeline(
        'story',
        say('story'),
        done.map(act => [act]),
        telling,
      ),
      looks.length > 0 && timeline('looks', say('looks'), groupLooks(looks), telling),
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

/** Acts, or several that are one to a reader, from the first to the last of them. */
function timeline(
  id: string,
  caption: string,
  groups: readonly Together[],
  { directory, language, whole }: Telling,
): Content {
  const say = exchangeWords(language)
  // Between two acts of its own, places in the log would tell an agency of those of others.
  const details = groups.map(([act]) => (whole ? detailWords(act, directory, language) : []))
  const isTold = details.some(each => String(html`${each}`) !== '')
  const labels = [say('when'), say('what'), say('who'), ...(isTold ? [say('details')] : [])]
  const ofHub = whole ? [{ label: say('place'), number: true }] : []
  return table({
    id,
    caption,
    language,
    columns: [...labels.map(label => ({ label })), ...ofHub],
    rows: groups.map((group, at) => [
      fromTo(group, act => instant(act.at, language)),
      [
        whatWords(group[0], language),
        group.length > 1 && html` <small>${say('times', { count: group.length })}</small>`,
      ],
      actorWords(group[0], directory, language),
      ...(isTold ? [details[at]] : []),
      ...(whole ? [fromTo(group, act => placeOf(act, language))] : []),
    ]),
  })
}

function fromTo(group: Together, write: (act: Act) => Content): Content {
  const [first, last] = [write(group[0]), write(group.at(-1) ?? group[0])]
  if (readAs(first) === readAs(last)) return first
  return html`${first} <small>– ${last}</small>`
}

/** What people read of it: two instants of one minute are the same to them. */
function readAs(content: Content): string {
  return String(html`${content}`).replaceAll(/<[^>]*>/gu, '')
}

function placeOf({ logIndex }: Act, language: Language): string {
  return logIndex === null ? exchangeWords(language)('unnumbered') : number(logIndex, language)
}
