import {
  type Code,
  codes,
  type Language,
  type PublicExchanges,
  type Right,
} from '@unefois/contracts'
import { text } from '@unefois/service'
import { type Words, words } from './exchanges-words.ts'

type Exchange = PublicExchanges['items'][number]

interface PageInput {
  readonly exchanges: PublicExchanges
  readonly rights: readonly Right[]
  readonly language: Language
}

const languages = ['fr', 'nl', 'de', 'en'] as const

const style =
  'body{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;padding:0 1rem;max-width:90rem}' +
  'nav ul{display:flex;gap:1rem;list-style:none;padding:0}' +
  'a{color:#004b9b}' +
  'a:focus-visible,div:focus-visible{outline:3px solid #004b9b;outline-offset:2px}' +
  'div{overflow-x:auto}table{border-collapse:collapse}time{white-space:nowrap}' +
  'a[aria-current]{font-weight:700;text-decoration:none}' +
  'th,td{border:1px solid #767676;padding:.5rem;text-align:left;vertical-align:top}' +
  'tbody th{font-weight:600}small{display:block}ul.plain{list-style:none;margin:0;padding:0}'

/** The language asked for; French when none is. */
export function pageLanguage(asked: string | undefined): Language {
  return languages.find(language => language === asked) ?? 'fr'
}

/** The public list of exchanges (CRPA L.114-8 III) for people: one page, no script. */
export function exchangesPage({ exchanges, rights, language }: PageInput): string {
  const say = words[language]
  const rows = exchanges.items.map(each => row(each, rights, language)).join('')
  const table =
    `<div role="region" aria-labelledby="title" tabindex="0">` +
    `<table aria-labelledby="title" aria-describedby="intro"><thead><tr>` +
    say.columns.map(name => `<th scope="col">${text(name)}</th>`).join('') +
    `</tr></thead><tbody>${rows}</tbody></table></div>`
  return (
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">` +
    `<title>${text(say.title)} – Unefois</title>` +
    '<meta name="viewport" content="width=device-width, initial-scale=1">' +
    `<style>${style}</style></head><body>${languageLinks(language)}<main>` +
    `<h1 id="title">${text(say.title)}</h1><p id="intro">${text(say.intro)}</p>` +
    (rows === '' ? `<p>${text(say.none)}</p>` : table) +
    `<p>${text(say.download)} <a href="?format=csv">CSV</a>, <a href="?format=json">JSON</a></p>` +
    '</main></body></html>'
  )
}

function languageLinks(current: Language): string {
  const items = languages.map(each => {
    const mark = each === current ? ' aria-current="true"' : ''
    const link = `<a href="?format=html&amp;lang=${each}" hreflang="${each}" lang="${each}"${mark}>`
    return `<li>${link}${text(words[each].language)}</a></li>`
  })
  return `<nav aria-label="${text(words[current].languages)}"><ul>${items.join('')}</ul></nav>`
}

function row(exchange: Exchange, rights: readonly Right[], language: Language): string {
  const say = words[language]
  const { text: agreement } = exchange
  const fictitious = agreement.fictitious ? `<small>${text(say.fictitious)}</small>` : ''
  const named = agreement.rights.map(
    id => rights.find(right => right.id === id)?.labels[language] ?? id,
  )
  const cells = [
    list(named),
    text(labelOf(codes.purpose, agreement.purpose, language)),
    list(exchange.data.map(field => say.fields[field])),
    `${text(labelOf(codes.legalBasis, agreement.basis, language))}` +
      `<small>${text(agreement.basisReference)}</small>`,
    text(objectionOf(agreement.objection, say)),
    text(labelOf(codes.agreementState, exchange.state, language)),
    validity(agreement.validity),
    `<a href="${text(agreement.noticeUrl)}" rel="noreferrer">${text(say.notice)}</a>`,
  ]
  const parties = `${text(exchange.senderName)} ${text(say.to)} ${text(exchange.receiverName)}`
  return (
    `<tr><th scope="row">${parties}${fictitious}</th>` +
    `${cells.map(cell => `<td>${cell}</td>`).join('')}</tr>`
  )
}

function list(names: readonly string[]): string {
  return `<ul class="plain">${names.map(name => `<li>${text(name)}</li>`).join('')}</ul>`
}

function validity({ from, to }: Exchange['text']['validity']): string {
  return `<time datetime="${from}">${from}</time> – <time datetime="${to}">${to}</time>`
}

function objectionOf(objection: Exchange['text']['objection'], say: Words): string {
  return 'applies' in objection
    ? say.objectionApplies
    : `${say.objectionSetAside} ${objection.setAside.provision}`
}

function labelOf(list: readonly Code[], code: string, language: Language): string {
  return list.find(each => each.code === code)?.labels[language] ?? code
}
