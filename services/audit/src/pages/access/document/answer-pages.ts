import { type AccessAnswerV2, articlesIn, type Language, law } from '@unefois/contracts'
import type { AnswerPart } from '@unefois/evidence'
import { definitions, type Html, html, instant, languages, table } from '@unefois/pages'
import { type Directory, nameOf } from '../../../domain/directory.ts'
import { lawWords } from '../../words/law.ts'
import { documentStyle } from './document-style.ts'
import { documentWords } from './document-words.ts'
import { eventRow } from './event-rows.ts'
import { verifyWords } from './verify-words.ts'

const names: Readonly<Record<Language, string>> = {
  fr: 'Français',
  nl: 'Nederlands',
  de: 'Deutsch',
  en: 'English',
}

/** What the pages say beside the answer. */
export interface Beside {
  readonly part?: AnswerPart | undefined
  /** Agencies that have erased all that they were asked for. */
  readonly emptied?: readonly string[]
}

/** The answer for people's eyes, in each language: `fr.html`, … Each needs no other file. */
export function answerPages(
  answer: AccessAnswerV2,
  directory: Directory,
  beside: Beside = {},
): readonly { readonly name: string; readonly text: string }[] {
  return languages.map(language => ({
    name: `${language}.html`,
    text: pageOf(
      language,
      documentWords(language)('title'),
      bodyOf(answer, directory, language, beside),
    ),
  }))
}

/** Its title and its look are ours; whatever comes from the answer is in the body, escaped. */
function pageOf(language: Language, title: string, body: Html): string {
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><style>${documentStyle}</style></head>
<body>${othersOf(language)}
${body}</body></html>
`
}

/** The same in the other languages, in the files beside it. */
function othersOf(language: Language): string {
  const links = languages
    .filter(each => each !== language)
    .map(each => `<li><a href="${each}.html" lang="${each}">${names[each]}</a></li>`)
  return `<nav><ul>${links.join('')}</ul></nav>`
}

function bodyOf(
  answer: AccessAnswerV2,
  directory: Directory,
  language: Language,
  { emptied = [], part }: Beside,
): Html {
  const say = documentWords(language)
  const { madeAt, numbers, request } = answer
  return html`<main><h1>${say('title')}</h1><p>${say('intro')}</p>
${part !== undefined && html`<p><strong>${say('part', wordsOf(part))}</strong></p>`}
${definitions([
  [say('request'), request.id],
  [say('requestedAt'), instant(request.requestedAt, language)],
  [say('madeAt'), instant(madeAt, language)],
  [say('numbers'), String(numbers)],
])}
${actsOf(answer, directory, language)}
${desksOf(answer, directory, language, emptied)}
<h2>${say('why')}</h2><p>${say('whyText', whyOf(language))}</p>
<h2>${say('rights')}</h2><p>${say('rightsText')}</p>
${verifyingOf(answer, language, part)}</main>`
}

/** On what ground, and how long what is kept, by the law of each country. */
const whyOf = (language: Language) => ({
  groundFr: lawWords(articlesIn('fr', 'no-other-use') ?? '', language),
  groundBe: lawWords(articlesIn('be', 'no-other-use') ?? '', language),
  signal: law.fr.signalKeptMonthsMax.value,
  fr: law.fr.traceKeptMonths.value,
  be: law.be.traceKeptMonths.value,
})

const wordsOf = ({ number, of }: AnswerPart) => ({ number: String(number), of: String(of) })

function actsOf({ events }: AccessAnswerV2, directory: Directory, language: Language): Html {
  const say = documentWords(language)
  const labels = ['when', 'what', 'who', 'with', 'about', 'proof'] as const
  return table({
    id: 'acts',
    caption: say('acts'),
    columns: labels.map(label => ({ label: say(label) })),
    rows: events.map(event => eventRow(event, directory, language)),
    empty: say('noActs'),
    language,
  })
}

function desksOf(
  { madeAt, parts }: AccessAnswerV2,
  directory: Directory,
  language: Language,
  emptied: readonly string[],
): Html {
  const say = documentWords(language)
  const notGiven = (agency: string, dueAt: string) =>
    html`${say(dueAt <= madeAt ? 'late' : 'notYet')}${
      emptied.includes(agency) && html`<br>${say('emptied')}`
    }`
  const list = table({
    id: 'desks',
    caption: say('desks'),
    columns: (['agency', 'dueAt', 'givenAt'] as const).map(label => ({ label: say(label) })),
    rows: parts.map(({ agency, answeredAt, dueAt }) => [
      nameOf(directory, agency),
      instant(dueAt, language),
      answeredAt === undefined ? notGiven(agency, dueAt) : instant(answeredAt, language),
    ]),
    empty: say('noDesks'),
    language,
  })
  return html`${list}<p>${say('desksWhy')}</p>`
}

function verifyingOf(
  { request }: AccessAnswerV2,
  language: Language,
  part: AnswerPart | undefined,
): Html {
  const say = verifyWords(language)
  const files = `access-${request.id}${part === undefined ? '' : '-part-*'}.zip`
  return html`<h2>${say('title')}</h2><p>${say('log')}</p><p>${say('how')}</p>
<pre><code>npx @unefois/cli verify ${files} --policy policy.txt</code></pre>
<p>${say('policy')}</p><p>${say('by')}</p><p>${say('limits')}</p>`
}
