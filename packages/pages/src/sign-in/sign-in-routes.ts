import type { FastifyInstance } from 'fastify'
import { houseWords } from '../house-words.ts'
import { html } from '../html.ts'
import { addRoute } from '../page-routes.ts'
import type { SiteParts } from '../site.ts'
import type { Visit } from '../visit.ts'
import { type SignIn, signInPaths } from './sign-in.ts'

/** The four addresses of signing in and out. The issuer's answer is read once and led on from. */
export function addSignInRoutes(app: FastifyInstance, site: SiteParts, signIn: SignIn): void {
  app.get(signInPaths.begin, async (request, reply) => {
    const to = new URL(request.url, 'http://page.invalid').searchParams.get('to')
    const url = await signIn.begin(reply, to ?? undefined).catch(() => undefined)
    if (url === undefined) return site.send(...failed(site.visit(request, reply), 503))
    return reply.redirect(url.href, 303)
  })
  app.get(signInPaths.done, async (request, reply) => {
    const result = await signIn.finish(request, reply)
    // So that neither the code nor the state stays in the address bar or a referrer.
    if (result.ok) return reply.redirect(result.to, 303)
    const status = result.reason === 'not-for-you' ? 403 : 400
    return site.send(...failed(site.visit(request, reply), status))
  })
  addRoute(app, site, signInPaths.end, {
    method: 'POST',
    for: 'everybody',
    act: ({ request, reply }: Visit) => {
      signIn.end(request, reply)
      return { to: signInPaths.ended }
    },
  })
  addRoute(app, site, signInPaths.ended, {
    method: 'GET',
    for: 'everybody',
    page: ({ language }: Visit) => {
      const say = houseWords(language)
      const again = html`<p><a class="button" href="${signInPaths.begin}">${say('signIn')}</a></p>`
      return { title: say('signedOut'), main: again }
    },
  })
}

function failed(visit: Visit, status: number) {
  const say = houseWords(visit.language)
  const again = html`<p><a class="button" href="${signInPaths.begin}">${say('signIn')}</a></p>`
  const why = { 400: say('signInAgain'), 403: say('notAllowed'), 503: say('brokenWhy') }[status]
  const page = { title: say('signInFailed'), status, main: [html`<p>${why}</p>`, again] }
  return [visit, page] as const
}
