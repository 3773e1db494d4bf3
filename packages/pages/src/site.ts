import type { Language } from '@unefois/contracts'
import type { QueryShape, ServiceLog } from '@unefois/service'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { addColours, coloursCookie, coloursOf } from './colours.ts'
import { readCookie, setCookie } from './cookies.ts'
import { createFormTokens } from './forms/form-token.ts'
import { houseWords } from './house-words.ts'
import { html } from './html.ts'
import { chooseLanguage, languageOf } from './language.ts'
import { type Frame, iconPath, type Link, layout, type Page } from './layout.ts'
import { limits } from './limits.ts'
import { addRoute } from './page-routes.ts'
import { sendHtml } from './send.ts'
import type { Note, Person } from './sign-in/sessions.ts'
import { createSignIn, type SignInOptions, signInPaths } from './sign-in/sign-in.ts'
import { addSignInRoutes } from './sign-in/sign-in-routes.ts'
import { createStyle, type Theme } from './style.ts'
import type { AcceptOptions, Audience, ShowOptions, Visit } from './visit.ts'

export interface SiteOptions {
  /** The name of the service on every page; absent: the title of its `/openapi.json`. */
  readonly service?: (language: Language) => string
  readonly log: ServiceLog
  /** As browsers know it, `https://audit.hub.example`: no path. Needed for forms and signing in. */
  readonly origin?: string
  readonly signIn?: SignInOptions
  readonly home?: string
  readonly navigation?: (language: Language, person: Person | undefined) => readonly Link[]
  /** Says on every page that the data are samples. */
  readonly fictitious?: boolean
  readonly theme?: Theme
}

/** The pages of one service. */
export interface Site {
  /** Adds a page to read. Who is not signed in is sent to sign in; another role gets 403. */
  show<const A extends Audience, const Q extends QueryShape = QueryShape>(
    path: string,
    options: ShowOptions<A, Q>,
  ): void
  /** Adds a form's address. What does not come from a page of ours is refused before it is read. */
  accept<const A extends Audience>(path: string, options: AcceptOptions<A>): void
  /** Sends a page from a route of the service's own, such as one that also answers JSON. */
  send(request: FastifyRequest, reply: FastifyReply, page: Page | PageMaker): FastifyReply
}

/** Makes a page for a visit, for `Site.send`: the language is known only then. */
export type PageMaker = (visit: Visit) => Page

/** What the routes of a site share. */
export interface SiteParts {
  readonly options: SiteOptions
  visit(request: FastifyRequest, reply: FastifyReply): Visit
  send(visit: Visit, page: Page): FastifyReply
  acceptsForm(request: FastifyRequest, token: string | null): boolean
  /** For the page at a path of whoever is signed in here. */
  tell(request: FastifyRequest, note: Note): void
}

const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7" ' +
  'fill="#0b4f9c"/><path d="M4 8.5l3 3 5-6" fill="none" stroke="#fff" stroke-width="2"/></svg>'
const languageCookie = 'unefois-language'

/** Gives a service its pages: stylesheet, frame, languages, forms, sign-in. Call it once. */
export function createSite(app: FastifyInstance, options: SiteOptions): Site {
  const style = createStyle(options.theme)
  serve(app, { path: style.path, type: 'text/css; charset=utf-8', text: style.text })
  serve(app, { path: iconPath, type: 'image/svg+xml', text: icon })
  addColours(app, options.origin?.startsWith('https:') ?? false)
  const origin = options.origin === undefined ? undefined : new URL(options.origin).origin
  const tokens = createFormTokens({
    name: options.signIn?.clientId ?? 'unefois',
    origin: origin ?? '',
  })
  const signIn =
    options.signIn === undefined || origin === undefined
      ? undefined
      : createSignIn(options.signIn, origin)

  const frame = { title: app.reference.title, stylePath: style.path }
  const parts: SiteParts = {
    options,
    visit(request, reply) {
      const session = signIn?.find(request)
      return {
        request,
        reply,
        language: languageFor(request, reply, origin?.startsWith('https:') ?? false),
        person: session?.person,
        query: {},
        param: name => paramOf(request, name),
        form: (action, content) => html`<form method="post" action="${action}"
><input type="hidden" name="form-token" value="${tokens.give(request, reply, session?.secret)}"
>${content}</form>`,
      }
    },
    send(visit, page) {
      const isShown = visit.request.method === 'GET' && (page.status ?? 200) < 400
      const done = isShown ? signIn?.hear(visit.request, pathOf(visit.request)) : undefined
      const around = { ...frameOf(options, frame, visit, page), done }
      return sendHtml(visit.reply, layout(around, page), page)
    },
    acceptsForm: (request, token) => tokens.accepts(request, signIn?.find(request)?.secret, token),
    tell: (request, note) => signIn?.tell(request, note),
  }
  if (signIn !== undefined) addSignInRoutes(app, parts, signIn)
  return {
    show: (path, page) => addRoute(app, parts, path, { method: 'GET', ...page }),
    accept: (path, form) => addRoute(app, parts, path, { method: 'POST', ...form }),
    send(request, reply, page) {
      const visit = parts.visit(request, reply)
      return parts.send(visit, typeof page === 'function' ? page(visit) : page)
    },
  }
}

/** A file that is the same for everybody and may be kept: its content is in its address. */
function serve(app: FastifyInstance, file: { path: string; type: string; text: string }): void {
  app.get(file.path, async (_request, reply) =>
    reply
      .type(file.type)
      .header('cache-control', `public, max-age=${limits.styleCacheSec}, immutable`)
      .send(file.text),
  )
}

function frameOf(
  options: SiteOptions,
  own: { readonly title: string; readonly stylePath: string },
  visit: Visit,
  page: Page,
): Frame {
  const { language, person, request } = visit
  const { service, navigation } = options
  const signOut = () =>
    visit.form(
      signInPaths.end,
      html`<button type="submit" class="second">${houseWords(language)('signOut')}</button>`,
    )
  return {
    language,
    service: service?.(language) ?? own.title,
    home: options.home ?? '/',
    stylePath: own.stylePath,
    // The switcher leads back here by GET: not where a form was sent, nor does a page about a
    // mistake repeat what the mistaken address held.
    here: request.method === 'GET' && (page.status ?? 200) < 400 ? request.url : '/',
    path: pathOf(request),
    colours: coloursOf(readCookie(request, coloursCookie)) ?? 'auto',
    navigation: navigation?.(language, person) ?? [],
    person: person === undefined ? undefined : { name: person.name, signOut: signOut() },
    ...(options.signIn === undefined ? {} : { signIn: signInPaths.begin }),
    fictitious: options.fictitious ?? false,
  }
}

function pathOf({ url }: FastifyRequest): string {
  return url.split('?', 1)[0] ?? ''
}

/** `?lang=` is remembered; what a browser prefers is not a choice and needs no memory. */
function languageFor(request: FastifyRequest, reply: FastifyReply, secure: boolean): Language {
  const { query } = request
  const asked = typeof query === 'object' && query !== null && 'lang' in query ? query.lang : ''
  const chosen = languageOf(asked)
  const cookie = readCookie(request, languageCookie)
  if (chosen !== undefined && chosen !== cookie) {
    setCookie(reply, languageCookie, chosen, { secure, maxAgeSec: limits.languageCookieSec })
  }
  reply.header('vary', 'accept, accept-language, cookie')
  return chooseLanguage({ query: asked, cookie, header: request.headers['accept-language'] })
}

function paramOf({ params }: FastifyRequest, name: string): string {
  const all: Readonly<Record<string, unknown>> = typeof params === 'object' ? { ...params } : {}
  return typeof all[name] === 'string' ? all[name] : ''
}
