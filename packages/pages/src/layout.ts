import type { Language } from '@unefois/contracts'
import { type Colours, colours, coloursPath } from './colours.ts'
import { houseWords, ownNames } from './house-words.ts'
import { attributes, type Content, type Html, html } from './html.ts'
import { languages } from './language.ts'

/** A mark of no State and no agency, so that a tab can be told from others. */
export const iconPath = '/pages/icon.svg'

/** One entry of a navigation. */
export interface Link {
  readonly href: string
  readonly label: string
}

/** What stands around the content of every page. */
export interface Frame {
  readonly language: Language
  /** The name of the service, in the page's language. */
  readonly service: string
  readonly home: string
  readonly stylePath: string
  /** Path and query that the switcher leads back to; no host. */
  readonly here: string
  /** Where the visitor is, for what is current in the navigation. */
  readonly path: string
  readonly navigation?: readonly Link[]
  /** Who is signed in, or undefined; absent where nobody ever is. */
  readonly person?: { readonly name: string; readonly signOut: Html } | undefined
  /** Where signing in begins, for pages that offer it. */
  readonly signIn?: string
  readonly fictitious?: boolean
  readonly colours: Colours
  /** What the visitor has just done; takes the focus. */
  readonly done?: string | undefined
}

/** The content of one page. `main` begins after the title, which is the page's only `h1`. */
export interface Page {
  readonly title: string
  readonly main: Content
  /** Of the content, where it is not there in the language asked for. */
  readonly language?: Language
  readonly status?: number
  /** Says above this page that its data are samples, whatever the service says. */
  readonly fictitious?: boolean
  /** The mode or place of this page, said beside the title: «own», «hub-hosted»… */
  readonly note?: Content
  /** Other origins that this page's form may end at (Content-Security-Policy: form-action). */
  readonly formTargets?: readonly string[]
}

/** A whole page. */
export function layout(frame: Frame, page: Page): Html {
  const say = houseWords(frame.language)
  return html`<!doctype html>
<html lang="${frame.language}"${attributes({
    'data-colours': frame.colours === 'auto' ? undefined : frame.colours,
  })}>
<head>
<meta charset="utf-8">
<title>${page.status === 422 && `${say('errors')} – `}${page.title} – ${frame.service}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${frame.stylePath}">
<link rel="icon" href="${iconPath}" type="image/svg+xml">
</head>
<body>
<a class="skip" href="#main">${say('skip')}</a>
${
  (frame.fictitious === true || page.fictitious === true) &&
  html`<div class="sample" role="region" aria-label="${say('fictitious').split(':')[0]?.trim()}"
><p>${say('fictitious')}</p></div>`
}
<header>
<p class="brand"><a href="${frame.home}">${frame.service}</a></p>
${whoIsHere(frame)}
${languageSwitcher(frame)}
</header>
${navigation(frame)}
<main id="main" tabindex="-1"${attributes({ lang: page.language })}>
<h1>${page.title}</h1>
${frame.done !== undefined && doneNotice(frame.done)}
${page.note}
${page.main}
</main>
<footer><p>Unefois</p>
${coloursSwitcher(frame)}</footer>
</body>
</html>
`
}

function whoIsHere({ person, signIn, language }: Frame): Content {
  const say = houseWords(language)
  if (person !== undefined) {
    return html`<div class="who"><span>${person.name}</span>${person.signOut}</div>`
  }
  return signIn !== undefined && html`<p class="who"><a href="${signIn}">${say('signIn')}</a></p>`
}

/** The same page in the other languages; what else the address says stays. */
function languageSwitcher({ language, here }: Frame): Html {
  const url = new URL(here, 'http://page.invalid')
  const items = languages.map(each => {
    if (each === language) {
      return html`<li><span lang="${each}" aria-current="true">${ownNames[each]}</span></li>`
    }
    url.searchParams.set('lang', each)
    const address = `${url.pathname}${url.search}`
    return html`<li><a href="${address}" lang="${each}" hreflang="${each}"
>${ownNames[each]}</a></li>`
  })
  const label = houseWords(language)('languages')
  return html`<nav class="languages" aria-label="${label}"><ul class="row">${items}</ul></nav>`
}

function doneNotice(text: string): Html {
  const focused = attributes({ autofocus: true })
  return html`<div class="notice good" role="status" tabindex="-1"${focused}><p>${text}</p></div>`
}

/** Last on the page, where it is in nobody's way. */
function coloursSwitcher({ language, here, colours: now }: Frame): Html {
  const say = houseWords(language)
  const items = colours.map(each => {
    const query = new URLSearchParams({ colours: each, to: here })
    const marked = attributes({ 'aria-current': each === now ? 'true' : undefined })
    return html`<li><a href="${coloursPath}?${query.toString()}"${marked}>${say(each)}</a></li>`
  })
  return html`<nav id="colours" tabindex="-1" aria-label="${say('colours')}"
><ul class="row">${items}</ul></nav>`
}

/** A row of links; where it would take many rows, a button that opens it and says where one is. */
function navigation({ language, navigation: links = [], path }: Frame): Content {
  if (links.length === 0) return undefined
  const say = houseWords(language)
  const label = say('pages')
  const isIn = (href: string) => path === href || (href !== '/' && path.startsWith(`${href}/`))
  const here = links.find(({ href }) => isIn(href))?.label
  const items = links.map(({ href, label: name }) => {
    const mark = path === href ? 'page' : 'true'
    const marked = attributes({ 'aria-current': isIn(href) ? mark : undefined })
    return html`<li><a href="${href}"${marked}>${name}</a></li>`
  })
  return html`<nav class="main" aria-label="${label}"><button type="button" class="second menu"
 popovertarget="sections">${label}${here !== undefined && ` · ${here}`}</button>
<ul class="row" id="sections" popover>${items}<li class="close"><button type="button" class="second"
 popovertarget="sections" popovertargetaction="hide">${say('close')}</button></li></ul></nav>`
}
