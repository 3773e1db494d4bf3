import type { Language } from '@unefois/contracts'
import { type Content, html, list, type OwnVisit, type Page } from '@unefois/pages'
import type { StoredBreach } from '../../repositories/breaches.ts'
import type { PartOfList } from '../../use-cases/measure-breach.ts'
import { oneBreachWords } from '../words/one-breach.ts'

const partsShown = 200

/**
 * One file of ids, or several of a bounded length each. A part goes up to where the next one
 * begins and the last has no end, so that what is told after the count is in one of them, too.
 */
export function partLinks({ id, parts }: StoredBreach, { language }: OwnVisit): Content {
  const ends = (parts ?? []).slice(0, partsShown - 1)
  return links(
    id,
    [...ends, undefined].map((until, at) => ({ after: ends[at - 1], until })),
    language,
  )
}

/** A part that has grown too long for one file, as two. */
export function splitPage(
  { language, param }: OwnVisit,
  { after, until }: PartOfList,
  splitAt: string,
): Page {
  const say = oneBreachWords(language)
  const id = param('id')
  const halves = [
    { after, until: splitAt },
    { after: splitAt, until },
  ]
  return {
    title: say('split'),
    main: [
      html`<p>${say('splitWhy')}</p>`,
      links(id, halves, language),
      html`<p><a href="/breaches/${id}">${say('back')}</a></p>`,
    ],
  }
}

function links(id: string, parts: readonly PartOfList[], language: Language): Content {
  const say = oneBreachWords(language)
  return list(
    parts.map(({ after, until }, at) => {
      const label = parts.length === 1 ? say('list') : say('listPart', { part: at + 1 })
      const query = new URLSearchParams()
      if (after !== undefined) query.set('after', after)
      if (until !== undefined) query.set('until', until)
      const asked = query.size === 0 ? '' : `?${query}`
      return html`<a href="/breaches/${id}/signals${asked}">${label}</a>`
    }),
  )
}
