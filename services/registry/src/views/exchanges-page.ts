import {
  type Code,
  type ControllerContacts,
  codes,
  type Language,
  type PublicExchangesV2,
  type Right,
  territories,
} from '@unefois/contracts'
import {
  type Content,
  day,
  definitions,
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
import { exchangesWords, fieldWords, listingWords } from './exchanges-words.ts'

type Exchange = PublicExchangesV2['items'][number]

interface PageInput {
  readonly exchanges: readonly Exchange[]
  readonly rights: readonly Right[]
  readonly operator?: ControllerContacts | undefined
  readonly language: Language
  /** Hash of the last agreement of the page before; one that is not listed begins again. */
  readonly after: string | undefined
}

const tones: Readonly<Record<Exchange['state'], Tone>> = {
  active: 'good',
  suspended: 'warn',
  ended: 'plain',
}

const columns = [
  'parties',
  'rightsAndPurpose',
  'data',
  'basis',
  'objection',
  'stateAndValidity',
  'noticeOf',
] as const

/** The public list of exchanges (CRPA L.114-8 III) for people. */
export function exchangesPage(input: PageInput): Page {
  const { exchanges, rights, operator, language, after } = input
  const say = exchangesWords(language)
  const from = exchanges.findIndex(({ hash }) => hash === after) + 1
  const shown = exchanges.slice(from, from + limits.exchangesPerPage)
  const last = shown.at(-1)
  const more = from + shown.length < exchanges.length && last !== undefined
  return {
    title: say('title'),
    fictitious: shown.some(({ text }) => text.fictitious),
    main: [
      html`<p>${say('intro')}</p>`,
      html`<p>${say('download')} <a href="?format=csv">CSV</a>,
<a href="?format=json">JSON</a></p>`,
      operator !== undefined && operatorOf(operator, language),
      table({
        id: 'exchanges',
        caption: say('title'),
        language,
        columns: columns.map(key => ({ label: say(key) })),
        rows: shown.map(exchange => row(exchange, rights, language)),
        empty: say('none'),
      }),
      pagination({
        language,
        first: from === 0 ? undefined : '?format=html',
        next: more ? `?format=html&after=${last.hash}` : undefined,
      }),
    ],
  }
}

/** R.114-9-7: whom the person asks for the traces. */
function operatorOf({ name, address, email, dpo }: ControllerContacts, language: Language): Html {
  const say = exchangesWords(language)
  return html`<section><h2>${say('operator')}</h2>${definitions([
    [name, `${address}, ${email}`],
    [say('officer'), `${dpo.designation}, ${dpo.email}`],
  ])}</section>`
}

const small = (...note: Content[]): Html => html`<small>${note}</small>`

function row(exchange: Exchange, rights: readonly Right[], language: Language): Content[] {
  const say = exchangesWords(language)
  const { text, senderName, receiverName, state } = exchange
  const named = text.rights.map(id => rights.find(right => right.id === id)?.labels[language] ?? id)
  const types = [exchange.senderType, exchange.receiverType].map(type =>
    labelOf(codes.agencyType, type, language),
  )
  return [
    [
      `${senderName} ${say('to')} ${receiverName}`,
      small(types.join(' → ')),
      text.fictitious && small(say('fictitious')),
    ],
    [list(named), small(labelOf(codes.purpose, text.purpose, language))],
    list(
      exchange.data.map(field => [fieldWords(language)(field), valuesOf(field, text, language)]),
    ),
    [
      labelOf(codes.legalBasis, text.basis, language),
      small(text.basisReference),
      small(listingWords(language)(exchange.listing)),
      small(say('impactAssessment', { reference: text.dpia.reference })),
    ],
    'applies' in text.objection
      ? say('objectionApplies')
      : say('objectionSetAside', { provision: text.objection.setAside.provision }),
    [
      tag(labelOf(codes.agreementState, state, language), tones[state]),
      small(
        say('inForce'),
        ' ',
        day(exchange.activatedOn, language, 'medium'),
        exchange.endedOn !== undefined && [' – ', day(exchange.endedOn, language, 'medium')],
      ),
      small(day(text.validity.from, language, 'medium'), '\u00a0–'),
      small(day(text.validity.to, language, 'medium')),
    ],
    html`<a href="${text.noticeUrl}">${say('notice')}</a>`,
  ]
}

const optionalCodes = {
  trigger: codes.trigger,
  detection: codes.detectionChannel,
  ntuType: codes.ntuType,
  contactChannel: codes.contactChannel,
  language: codes.language,
}

/** Which values of a field may travel; too many to read are counted. */
function valuesOf(
  field: Exchange['data'][number],
  text: Exchange['text'],
  language: Language,
): Content {
  if (field === 'identifier') {
    return small(labelOf(codes.identifierScheme, text.identifierBasis.scheme, language))
  }
  if (field === 'right' || field === 'observedOn') return undefined
  const values: readonly string[] = text.optionalFields[field] ?? []
  if (values.length > limits.valuesNamedMax) {
    return small(exchangesWords(language)('manyValues', { count: values.length }))
  }
  const known = field === 'territory' ? territories() : optionalCodes[field]
  return small(values.map(value => labelOf(known, value, language)).join(', '))
}

function labelOf(
  codeList: readonly Pick<Code, 'code' | 'labels'>[],
  code: string,
  language: Language,
): string {
  return codeList.find(each => each.code === code)?.labels[language] ?? code
}
