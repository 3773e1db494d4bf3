import {
  type Code,
  codes,
  type Language,
  type PublicExchanges,
  type Right,
} from '@unefois/contracts'
import {
  type Content,
  day,
  type Html,
  html,
  list,
  type Page,
  pagination,
  type Tone,
  table,
  tag,
} from '@unefois/pages'
import { limits } from '../limits.ts'
import { type Words, words } from './exchanges-words.ts'

type Exchange = PublicExchanges['items'][number]

interface PageInput {
  readonly exchanges: readonly Exchange[]
  readonly rights: readonly Right[]
  readonly language: Language
  /** Hash of the last agreement of the page before; one that is not listed begins again. */
  readonly after: string | undefined
}

const tones: Readonly<Record<Exchange['state'], Tone>> = {
  active: 'good',
  suspended: 'warn',
  ended: 'plain',
}

/** The public list of exchanges (CRPA L.114-8 III) for people. */
export function exchangesPage({ exchanges, rights, language, after }: PageInput): Page {
  const say = words[language]
  const from = exchanges.findIndex(({ hash }) => hash === after) + 1
  const shown = exchanges.slice(from, from + limits.exchangesPerPage)
  const last = shown.at(-1)
  const more = from + shown.length < exchanges.length && last !== undefined
  return {
    title: say.title,
    fictitious: shown.some(({ text }) => text.fictitious),
    main: [
      html`<p>${say.intro}</p>`,
      html`<p>${say.download} <a href="?format=csv">CSV</a>, <a href="?format=json">JSON</a></p>`,
      table({
        id: 'exchanges',
        caption: say.title,
        language,
        columns: say.columns.map(label => ({ label })),
        rows: shown.map(exchange => row(exchange, rights, language)),
        empty: say.none,
      }),
      pagination({
        language,
        first: from === 0 ? undefined : '?format=html',
        next: more ? `?format=html&after=${last.hash}` : undefined,
      }),
    ],
  }
}

function row(exchange: Exchange, rights: readonly Right[], language: Language): Content[] {
  const say = words[language]
  const { text, senderName, receiverName, state } = exchange
  const named = text.rights.map(id => rights.find(right => right.id === id)?.labels[language] ?? id)
  const small = (...note: Content[]): Html => html`<small>${note}</small>`
  return [
    [`${senderName} ${say.to} ${receiverName}`, text.fictitious && small(say.fictitious)],
    [list(named), small(labelOf(codes.purpose, text.purpose, language))],
    list(exchange.data.map(field => say.fields[field])),
    [labelOf(codes.legalBasis, text.basis, language), small(text.basisReference)],
    objectionOf(text.objection, say),
    [
      tag(labelOf(codes.agreementState, state, language), tones[state]),
      small(day(text.validity.from, language, 'medium'), '\u00a0–'),
      small(day(text.validity.to, language, 'medium')),
    ],
    html`<a href="${text.noticeUrl}">${say.notice}</a>`,
  ]
}

function objectionOf(objection: Exchange['text']['objection'], say: Words): string {
  return 'applies' in objection
    ? say.objectionApplies
    : `${say.objectionSetAside} ${objection.setAside.provision}`
}

function labelOf(codeList: readonly Code[], code: string, language: Language): string {
  return codeList.find(each => each.code === code)?.labels[language] ?? code
}
