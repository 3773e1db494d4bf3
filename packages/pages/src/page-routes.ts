import { Problem } from '@unefois/errors'
import { errorPlace, problems, type QueryShape, readQuery } from '@unefois/service'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { problems as own } from './errors.ts'
import { readForms } from './forms/form-body.ts'
import { houseWords } from './house-words.ts'
import { html } from './html.ts'
import type { Page } from './layout.ts'
import { sendFile } from './send.ts'
import type { Person } from './sign-in/sessions.ts'
import { signInPaths } from './sign-in/sign-in.ts'
import type { SiteParts } from './site.ts'
import type { AcceptOptions, Audience, Download, ShowOptions, Visit } from './visit.ts'

type RouteOptions = { readonly for: Audience } & (
  | ({ readonly method: 'GET' } & ShowOptions<Audience, QueryShape>)
  | ({ readonly method: 'POST' } & AcceptOptions<Audience>)
)

const tokenField = 'form-token'

/**
 * One page's address, in a context of its own: only it reads forms, and what goes wrong in it is
 * answered as a page. Order: who (sign-in, role), form token, path and query, the page.
 */
export function addRoute(
  app: FastifyInstance,
  site: SiteParts,
  url: string,
  // A page's own function takes exactly the visit that its audience gives it.
  options: Omit<RouteOptions, 'page' | 'act'> & { page?: unknown; act?: unknown },
): void {
  const route = options as RouteOptions
  const patterns = [...url.matchAll(/:([A-Za-z]+)/gu)].map(([, name = '']) => {
    const pattern = route.params?.[name]
    if (pattern === undefined) throw new Error(`${url}: ${name} has no pattern`)
    return { name, pattern: new RegExp(pattern, 'u') }
  })
  const shape = route.method === 'GET' ? route.query : undefined
  void app.register(async scope => {
    readForms(scope)
    scope.setErrorHandler((error, request, reply) => {
      const problem = problemOf(error)
      if (problem.status >= 500) {
        const where = { method: request.method, route: url }
        site.options.log('request-failed', { ...where, ...errorPlace(error) })
      }
      const visit = site.visit(request, reply)
      return site.send(visit, failurePage(visit, problem))
    })
    scope.route({
      method: route.method,
      url,
      config:
        route.handlerTimeoutMs === undefined ? {} : { handlerTimeoutMs: route.handlerTimeoutMs },
      async handler(request, reply) {
        const visit = site.visit(request, reply)
        if (!isAllowed(route, visit.person)) {
          if (visit.person !== undefined) throw problems['role-missing']()
          return toSignIn(reply, route.method === 'GET' ? request.url : '/')
        }
        if (!patterns.every(({ name, pattern }) => pattern.test(visit.param(name)))) {
          throw problems['not-found']()
        }
        const query = readQuery(request.query, { ...languageQuery, ...shape })
        // `isAllowed` has seen that there is a person wherever the page is not for everybody.
        const known = { ...visit, query } as Visit & { readonly person: Person }
        if (route.method === 'GET') return answer(site, known, await route.page(known))
        const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams()
        if (!site.acceptsForm(request, form.get(tokenField))) throw own['form-refused']()
        form.delete(tokenField)
        const result = await route.act(known, form)
        if (!('to' in result)) return answer(site, known, result)
        if (result.done !== undefined) site.tell(request, { path: result.to, text: result.done })
        return reply.redirect(result.to, 303)
      },
    })
  })
}

function answer(site: SiteParts, visit: Visit, result: Page | Download): FastifyReply {
  return 'content' in result ? sendFile(visit.reply, result) : site.send(visit, result)
}

const languageQuery = { lang: { type: 'string', pattern: '^(fr|nl|de|en)$' } } as const

function isAllowed(route: RouteOptions, person: Person | undefined): boolean {
  if (route.for === 'everybody') return true
  const held = person !== undefined && route.for.some(role => person.roles.includes(role))
  return held && (route.only?.(person) ?? true)
}

function toSignIn(reply: FastifyReply, to: string): FastifyReply {
  return reply.redirect(`${signInPaths.begin}?${new URLSearchParams({ to })}`, 303)
}

function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error
  const status =
    typeof error === 'object' && error !== null && 'statusCode' in error
      ? Number(error.statusCode)
      : 500
  return status >= 400 && status < 500 ? problems['bad-request']() : problems.unexpected()
}

/** What went wrong, in words that say nothing of the inside. */
function failurePage({ language }: Visit, problem: Problem): Page {
  const say = houseWords(language)
  const home = html`<p><a href="/">${say('home')}</a></p>`
  const said = (title: string, why: string): Page => ({
    title,
    status: problem.status,
    main: [html`<p>${why}</p>`, home],
  })
  if (problem.status >= 500) return said(say('broken'), say('brokenWhy'))
  if (problem.code === 'role-missing') return said(say('notAllowed'), say('notAllowedWhy'))
  if (problem.status === 404) return said(say('notFound'), say('notFoundWhy'))
  if (problem.code === 'form-refused') return said(say('refused'), say('refusedWhy'))
  return said(say('refused'), say(whys[problem.status] ?? 'refusedValue'))
}

/** Why something was refused, where it is not for a value. */
const whys: Readonly<Record<number, 'refusedPerson' | 'refusedState' | 'refusedBusy'>> = {
  403: 'refusedPerson',
  409: 'refusedState',
  429: 'refusedBusy',
}
