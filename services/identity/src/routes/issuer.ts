import type { DescribedRoute } from '@unefois/contracts'
import { problems } from '@unefois/service'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Provider } from 'oidc-provider'
import { uidPattern } from '../issuer/people.ts'

/** What this service answers to; the forms are those of the RFCs named. */
export const issuerRoutes = [
  {
    method: 'GET',
    url: '/.well-known/openid-configuration',
    summary: 'Metadata of the issuer (OpenID Connect Discovery)',
    response: { 200: null },
  },
  {
    method: 'GET',
    url: '/.well-known/oauth-authorization-server',
    summary: 'Metadata of the issuer (RFC 8414)',
    response: { 200: null },
  },
  {
    method: 'GET',
    url: '/jwks',
    summary: 'Public keys of the issuer (RFC 7517)',
    response: { 200: null },
  },
  {
    method: 'POST',
    url: '/token',
    summary: 'An access token for a client that signs (RFC 6749 4.4, RFC 7523, RFC 8707)',
    description: 'A form: grant_type=client_credentials, client_assertion, resource, scope.',
    response: { 200: null },
  },
] as const satisfies readonly DescribedRoute[]

/** The two more where people sign in. */
export const authorizationRoutes = [
  {
    method: 'GET',
    url: '/auth',
    summary: 'Where a console sends a person to sign in (RFC 6749 4.1, OpenID Connect Core)',
    description: 'Code flow with PKCE S256, scope `openid`. Only where there are sample accounts.',
    response: { 303: null },
  },
  {
    method: 'GET',
    url: '/auth/:uid',
    params: { uid: uidPattern },
    summary: 'Goes on with a sign-in after the person has chosen an account',
    response: { 303: null },
  },
] as const satisfies readonly DescribedRoute[]

/** Hands these addresses to oidc-provider; its others do not exist here. */
export function mountIssuer(
  app: FastifyInstance,
  provider: Provider,
  options: { readonly issuer: string; readonly people: boolean },
): void {
  const { issuer, people } = options
  const routes = [...issuerRoutes, ...(people ? authorizationRoutes : [])]
  app.routeTable.push(...routes)
  const { host, protocol } = new URL(issuer)
  const answer = provider.callback()
  const uid = new RegExp(uidPattern, 'u')
  const handler = async (
    request: FastifyRequest<{ Params: { uid?: string } }>,
    reply: FastifyReply,
  ): Promise<void> => {
    const given = request.params.uid
    if (given !== undefined && !uid.test(given)) throw problems['not-found']()
    reply.hijack()
    // Metadata names the issuer's own addresses, never a Host that a client made up.
    for (const name of Object.keys(request.raw.headers)) {
      if (name.startsWith('x-forwarded-') || name === 'authorization')
        delete request.raw.headers[name]
    }
    request.raw.headers.host = host
    request.raw.headers['x-forwarded-proto'] = protocol.slice(0, -1)
    await answer(request.raw, reply.raw)
  }
  app.register(async scope => {
    scope.removeAllContentTypeParsers()
    // oidc-provider reads the form itself, up to 56 KiB.
    scope.addContentTypeParser('application/x-www-form-urlencoded', (_request, _body, done) => {
      done(null)
    })
    for (const { method, url } of routes) scope.route({ method, url, handler })
  })
}
