import { type Codes, codes, type Language } from '@unefois/contracts'
import { type Content, html, tag } from '@unefois/pages'
import { colonOf, type Directory, nameOf, rightWords } from '../../domain/directory.ts'
import type { Act } from '../../repositories/acts.ts'
import { exchangeWords } from '../words/exchange.ts'
import { operationWords } from '../words/operations/index.ts'

/** A code by its label; one that is on no list any more, as it is. */
export function codeWords(list: keyof Codes, code: string, language: Language): string {
  const known: readonly { code: string; labels: Readonly<Record<Language, string>> }[] = codes[list]
  return known.find(each => each.code === code)?.labels[language] ?? code
}

/** Who acted: the agency, and its agent by the opaque id. */
export function actorWords(
  { agency, agent }: Pick<Act, 'agency' | 'agent'>,
  directory: Directory,
  language: Language,
): Content {
  const name = nameOf(directory, agency)
  if (agent === null) return name
  return html`${name}<br><small>${exchangeWords(language)('agent', { agent })}</small>`
}

/** What was done, and what came of it where this is told. */
export function whatWords({ operation, outcomeClass }: Act, language: Language): Content {
  const text = operationWords(operation, language)
  if (outcomeClass === null || outcomeClass === 'sent') return text
  const say = exchangeWords(language)
  if (outcomeClass === 'objected') return html`${text} ${tag(say('blocked'), 'warn')}`
  if (outcomeClass === 'not-integrated') return html`${text} ${tag(say('notIntegrated'), 'warn')}`
  return html`${text} ${tag(codeWords('feedbackClass', outcomeClass, language))}`
}

/** The second part of an act while it is there, or when and why it went. */
export function detailWords(act: Act, directory: Directory, language: Language): Content {
  if (act.erasedAt !== null) return erasedWords(act, act.erasedAt, language)
  const entries = detailEntries(act.detail ?? {}, directory, language)
  return entries.map(([name, value], at) => [at > 0 && html`<br>`, name, colonOf(language), value])
}

function erasedWords(act: Act, at: Date, language: Language): Content {
  const say = exchangeWords(language)
  const day = dayText(at, language)
  const { erasedArticle: article, erasedLogIndex: index } = act
  const text = article === null ? say('erased', { day }) : say('erasedBy', { day, article })
  return index === null ? text : html`${text}<br><small>${say('erasedAt', { index })}</small>`
}

/** A day in words without markup, for sentences and titles. */
export function dayText(at: Date, language: Language): string {
  const options = { dateStyle: 'long', timeZone: 'Europe/Paris' } as const
  return new Intl.DateTimeFormat(`${language}-BE`, options).format(at)
}

type Entry = readonly [name: string, value: Content]

/** What is known to be a code or an id; nothing else of a detail is shown. */
function detailEntries(
  detail: Readonly<Record<string, unknown>>,
  directory: Directory,
  language: Language,
): readonly Entry[] {
  const say = exchangeWords(language)
  const shown: Record<string, (value: string) => Entry> = {
    right: value => [say('right'), rightNamed(directory, value, language)],
    trigger: value => [say('trigger'), codeWords('trigger', value, language)],
    detection: value => [say('detection'), codeWords('detectionChannel', value, language)],
    campaign: value => [say('campaign'), value],
    outcomes: value => [say('outcomes'), codeWords('outcome', value, language)],
    declineReason: value => [say('declineReason'), codeWords('declineReason', value, language)],
    file: value => [say('file'), value],
  }
  return Object.entries(shown).flatMap(([key, words]) => {
    const value = detail[key]
    const values = Array.isArray(value) ? value : [value]
    const said = values.filter(each => typeof each === 'string').map(each => words(each))
    const [first] = said
    if (first === undefined) return []
    return [[first[0], said.map(([, text], at) => [at > 0 && ', ', text])] as const]
  })
}

/** A right by its label, its code beside it. */
function rightNamed(directory: Directory, right: string, language: Language): Content {
  const label = rightWords(directory, right, language)
  return label === right ? right : html`${label} <small>${right}</small>`
}
