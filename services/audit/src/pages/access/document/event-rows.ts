import type { AccessAnswerV2, Language } from '@unefois/contracts'
import { type Content, html, instant } from '@unefois/pages'
import { agreementWords, colonOf, type Directory, nameOf } from '../../../domain/directory.ts'
import { detailEntries } from '../../act-details.ts'
import { erasureWords, reasonWords } from '../../words/erasures.ts'
import { lawWords } from '../../words/law.ts'
import { operationWords } from '../../words/operations/index.ts'
import { documentWords } from './document-words.ts'
import { outcomeWords } from './outcome-words.ts'

type AccessEvent = AccessAnswerV2['events'][number]
type Part = Readonly<Record<string, unknown>>

/** One act as a row: when, what, by whom, with whom, about what, and its proof. */
export function eventRow(
  event: AccessEvent,
  directory: Directory,
  language: Language,
): readonly Content[] {
  const part: Part = JSON.parse(event.first ?? event.own ?? '{}')
  const say = documentWords(language)
  const at = String(part.at ?? '')
  return [
    instant(at, language),
    event.kind === 'erasure' ? say('erasure') : operationWords(String(part.operation), language),
    html`${nameOf(directory, String(part.agency ?? 'hub'))}${
      typeof part.agent === 'string' && html`<br>${say('agent', { agent: part.agent })}`
    }`,
    typeof part.counterparty === 'string' && nameOf(directory, part.counterparty),
    about(event, part, directory, language),
    proofOf(event, language),
  ]
}

/** What the parts say of the situation; what was erased says when. */
function about(event: AccessEvent, part: Part, directory: Directory, language: Language): Content {
  const say = documentWords(language)
  const { secondErasedAt } = event
  const lines: Content[] = []
  if (event.kind === 'erasure') {
    lines.push(erasedWords(objectOf(part.entry), language))
  }
  const hash = part.agreementHash
  if (typeof hash === 'string') {
    lines.push(say('ground', { what: agreementWords(directory, hash, language) }))
  }
  const outcome = outcomeWords(String(part.outcomeClass ?? 'sent'), language)
  if (outcome !== undefined) lines.push(outcome)
  const { detail } = objectOf(event.second === undefined ? {} : JSON.parse(event.second))
  lines.push(
    ...detailEntries(objectOf(detail), directory, language).map(
      ([name, value]) => html`${name}${colonOf(language)}${value}`,
    ),
  )
  if (secondErasedAt !== undefined) {
    lines.push(html`${say('erased')} ${instant(secondErasedAt, language)}`)
  }
  return lines.map((line, place) => (place === 0 ? line : html`<br>${line}`))
}

/** What was erased, why, and by which article. */
function erasedWords(entry: Part, language: Language): string {
  const what = erasureWords(language)(entry.class as Parameters<ReturnType<typeof erasureWords>>[0])
  const why = reasonWords(language)(entry.reason as Parameters<ReturnType<typeof reasonWords>>[0])
  const { article } = entry
  const law = typeof article === 'string' ? lawWords(article, language) : ''
  return [what, why, law].filter(each => typeof each === 'string' && each !== '').join(', ')
}

function proofOf({ own, proof, publishedBy }: AccessEvent, language: Language): Content {
  const say = documentWords(language)
  if (proof !== undefined)
    return say('proven', { index: String(Number(proof.replace(/\D/gu, ''))) })
  if (own !== undefined || publishedBy === undefined) return say('shared')
  return html`${say('pending')} ${instant(publishedBy, language)}`
}

function objectOf(value: unknown): Part {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
