import type { Language } from '@unefois/contracts'
import { type Content, html, instant, type Page, table, tag } from '@unefois/pages'
import { agreementWords, type Directory } from '../../domain/directory.ts'
import { limits } from '../../limits.ts'
import type { Act } from '../../repositories/acts.ts'
import { actorWords, codeWords } from '../exchanges/act-words.ts'
import { fileWords } from '../words/files.ts'
import { operationWords } from '../words/operations/index.ts'
import { personSearchWords } from '../words/person-search.ts'

interface Telling {
  readonly directory: Directory
  readonly language: Language
  readonly fileId: string
}

/**
 * What an approved search found: each exchange once, with what came of it, then whatever the person
 * asked for. At no address of its own: the number came in the body.
 */
export function foundPage(acts: readonly Act[], telling: Telling): Page {
  const { language, fileId } = telling
  const say = personSearchWords(language)
  const groups = Map.groupBy(acts, ({ signalId }) => signalId)
  const others = (groups.get(null) ?? []).toReversed()
  groups.delete(null)
  const exchanges = [...groups.values()].toReversed()
  const most = limits.foundShownMax
  const isMore = exchanges.length > most || others.length > most
  return {
    title: say('found'),
    main: [
      acts.length === 0 && html`<p>${say('nothing')}</p>`,
      isMore && html`<p>${say('more', { count: most })}</p>`,
      exchanges.length > 0 && exchangeTable(exchanges.slice(0, most), telling),
      others.length > 0 && otherTable(others.slice(0, most), telling),
      html`<p><a href="/files/${fileId}">${fileWords(language)('title')}</a></p>`,
    ],
  }
}

function exchangeTable(
  exchanges: readonly (readonly Act[])[],
  { directory, language }: Telling,
): Content {
  const say = personSearchWords(language)
  return table({
    id: 'exchanges',
    caption: say('exchanges'),
    language,
    columns: (['when', 'what', 'who', 'agreement', 'exchange'] as const).map(key => ({
      label: say(key),
    })),
    rows: exchanges.flatMap(acts => {
      const done = acts.filter(({ purpose }) => purpose !== 'oversight')
      const [first] = done
      if (first === undefined) return []
      const hash = done.find(({ agreementHash }) => agreementHash !== null)?.agreementHash
      return [
        [
          instant(first.at, language),
          lastWords(done, language),
          actorWords(first, directory, language),
          hash ? agreementWords(directory, hash, language) : undefined,
          html`<a href="/exchanges/${first.signalId ?? ''}"
><code>${first.signalId?.slice(-8)}</code></a>`,
        ],
      ]
    }),
  })
}

/** The last thing that was done, and what came of it. */
function lastWords(acts: readonly Act[], language: Language): Content {
  const say = personSearchWords(language)
  const text = operationWords(acts.at(-1)?.operation ?? '', language)
  const outcome = acts.findLast(({ outcomeClass }) => outcomeClass !== null)?.outcomeClass
  if (!outcome || outcome === 'sent') return text
  if (outcome === 'objected') return html`${text} ${tag(say('blocked'), 'warn')}`
  if (outcome === 'not-integrated') return html`${text} ${tag(say('notIntegrated'), 'warn')}`
  return html`${text} ${tag(codeWords('feedbackClass', outcome, language))}`
}

function otherTable(acts: readonly Act[], { directory, language }: Telling): Content {
  const say = personSearchWords(language)
  return table({
    id: 'others',
    caption: say('others'),
    language,
    columns: (['when', 'what', 'who'] as const).map(key => ({ label: say(key) })),
    rows: acts.map(act => [
      instant(act.at, language),
      operationWords(act.operation, language),
      actorWords(act, directory, language),
    ]),
  })
}
