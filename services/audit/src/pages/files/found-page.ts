import { errorSummary, html, type OwnVisit, type Page } from '@unefois/pages'
import type { Directory } from '../../domain/directory.ts'
import type { ActPage } from '../../use-cases/search-acts.ts'
import { actTable } from '../exchanges/act-table.ts'
import { personSearchWords } from '../words/person-search.ts'
import { type Asked, fieldName } from './number-fields.ts'
import { numberForm } from './number-form.ts'

/**
 * What an approved search found, newest first, a page at a time. At no address of its own: the
 * number comes in the body, and is typed again for what is older.
 */
export function foundPage(
  visit: OwnVisit,
  { items, next }: ActPage,
  {
    directory,
    fileId,
    looks,
  }: {
    readonly directory: Directory
    readonly fileId: string
    readonly looks: boolean
  },
): Page {
  const { language } = visit
  const say = personSearchWords(language)
  return {
    title: say('found'),
    main: [
      items.length === 0
        ? html`<p>${say('nothing')}</p>`
        : [
            html`<p>${say('tabs')}</p>`,
            actTable(items, { directory, language, caption: say('acts'), inTabs: true }),
          ],
      next !== undefined &&
        numberForm(visit, { fileId, form: 'older', more: { before: next, looks } }),
      html`<p><a href="/files/${fileId}">${say('back')}</a></p>`,
    ],
  }
}

/** The number was mistyped on the way to older acts: the place in them is kept. */
export function olderPage(
  visit: OwnVisit,
  {
    fileId,
    asked,
    more,
  }: {
    readonly fileId: string
    readonly asked: Asked
    readonly more: { readonly before: string; readonly looks: boolean }
  },
): Page {
  const say = personSearchWords(visit.language)
  return {
    title: say('found'),
    status: 422,
    main: [
      errorSummary([{ name: fieldName('older'), error: asked.error }], visit.language),
      numberForm(visit, { fileId, form: 'older', asked, more }),
      html`<p><a href="/files/${fileId}">${say('back')}</a></p>`,
    ],
  }
}
