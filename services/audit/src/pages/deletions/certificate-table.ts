import type { Language } from '@unefois/contracts'
import { type Content, html, instant, number, pagination, table } from '@unefois/pages'
import type { CertificateLine } from '../../repositories/certificate-pages.ts'
import { deletionWords } from '../words/deletions.ts'
import { erasureWords, reasonWords } from '../words/erasures.ts'

/** Certificates, newest first, each with its file; `pages`: where in the list this is. */
export function certificateTable(
  items: readonly CertificateLine[],
  language: Language,
  pages: {
    readonly before?: number | undefined
    readonly next?: number | undefined
    readonly caption?: string
  } = {},
): Content {
  const say = deletionWords(language)
  const path = '/deletions/certificates'
  return [
    table({
      id: 'certificates',
      caption: pages.caption ?? say('certificates'),
      language,
      columns: [
        { label: say('certificates') },
        { label: say('kind') },
        { label: say('reason') },
        { label: say('items'), number: true },
        { label: say('erasedAt') },
        { label: say('madeAt') },
      ],
      rows: items.map(each => [
        html`<a href="${path}/${each.position}" download>${say('certificate', {
          number: String(each.position),
        })}</a>`,
        erasureWords(language)(each.class),
        reasonWords(language)(each.reason),
        number(each.count, language),
        instant(each.erasedAt, language),
        instant(each.madeAt, language),
      ]),
    }),
    pagination({
      language,
      first: pages.before === undefined ? undefined : path,
      next: pages.next === undefined ? undefined : `${path}?before=${pages.next}`,
    }),
  ]
}
