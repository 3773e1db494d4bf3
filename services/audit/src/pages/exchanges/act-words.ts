import type { Language } from '@unefois/contracts'
import { type Content, html, tag } from '@unefois/pages'
import { colonOf, type Directory, nameOf } from '../../domain/directory.ts'
import type { Act } from '../../repositories/acts.ts'
import { detailEntries } from '../act-details.ts'
import { codeWords } from '../words/codes.ts'
import { exchangeWords } from '../words/exchange.ts'
import { lawWords } from '../words/law.ts'
import { operationWords } from '../words/operations/index.ts'

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
  const entries = detailEntries(shownOf(act.detail), directory, language)
  return entries.map(([name, value], at) => [at > 0 && html`<br>`, name, colonOf(language), value])
}

function erasedWords(act: Act, at: Date, language: Language): Content {
  const say = exchangeWords(language)
  const day = dayText(at, language)
  const { erasedArticle: article, erasedLogIndex: index } = act
  const text =
    article === null
      ? say('erased', { day })
      : say('erasedBy', { day, article: lawWords(article, language) })
  return index === null ? text : html`${text}<br><small>${say('erasedAt', { index })}</small>`
}

/** A day in words without markup, for sentences and titles. */
export function dayText(at: Date, language: Language): string {
  const options = { dateStyle: 'long', timeZone: 'Europe/Paris' } as const
  return new Intl.DateTimeFormat(`${language}-BE`, options).format(at)
}

/** What officers are shown of a second part; nothing else, as a reason may tell of an objection. */
const shownNames = [
  'right',
  'trigger',
  'detection',
  'campaign',
  'outcomes',
  'declineReason',
  'file',
]

function shownOf(detail: Act['detail']): Readonly<Record<string, unknown>> {
  const entries = Object.entries(detail ?? {})
  return Object.fromEntries(entries.filter(([name]) => shownNames.includes(name)))
}
