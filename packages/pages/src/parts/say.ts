import type { Language } from '@unefois/contracts'
import { houseWords } from '../house-words.ts'
import { attributes, type Content, type Html, html } from '../html.ts'
import type { Link } from '../layout.ts'

/** How something stands: said by its words and a sign; colour only repeats it. */
export type Tone = 'plain' | 'good' | 'warn' | 'bad' | 'busy'

/** The state of a thing in a word or two. */
export function tag(label: string, tone: Tone = 'plain'): Html {
  return html`<span class="tag ${tone}">${label}</span>`
}

/** A box beside the text, with a heading of its own. */
export function notice(title: string, content: Content, tone: Tone = 'plain'): Html {
  return html`<div class="notice ${tone}"><h2>${title}</h2>${paragraph(content)}</div>`
}

/** A link that looks like a button: it goes somewhere, and changes nothing. */
export function buttonLink(link: Link, kind: 'first' | 'second' = 'first'): Html {
  return html`<a class="button ${kind}" href="${link.href}">${link.label}</a>`
}

/** Parts of one subject, each at its own address. `label` names them together. */
export function tabs(
  label: string,
  links: readonly (Link & { readonly current: boolean })[],
): Html {
  const items = links.map(({ href, label: name, current }) => {
    const marked = attributes({ 'aria-current': current ? 'page' : undefined })
    return html`<li><a href="${href}"${marked}>${name}</a></li>`
  })
  return html`<nav class="tabs" aria-label="${label}"><ul class="row">${items}</ul></nav>`
}

/** To the next page of a list by its cursor (the `Link rel="next"` of the API), and back. */
export function pagination(options: {
  readonly language: Language
  /** Address of the list without a cursor; absent on the first page. */
  readonly first?: string | undefined
  /** Address with the next cursor; absent on the last page. */
  readonly next?: string | undefined
}): Content {
  const say = houseWords(options.language)
  const { first, next } = options
  if (first === undefined && next === undefined) return undefined
  return html`<nav aria-label="${say('results')}"><ul class="row">
${first !== undefined && html`<li><a href="${first}">${say('first')}</a></li>`}
${next !== undefined && html`<li><a rel="next" href="${next}">${say('next')}</a></li>`}
</ul></nav>`
}

/** Text as paragraphs of its own; markup as it is. */
function paragraph(content: Content): Content {
  return typeof content === 'string' ? html`<p>${content}</p>` : content
}
