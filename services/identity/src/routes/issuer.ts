import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Provider } from 'oidc-provider'

const addresses = [
  { method: 'GET', url: '/.well-known/openid-configuration' },
  { method: 'GET', url: '/.well-known/oauth-authorization-server' },
  { method: 'GET', url: '/jwks' },
  { method: 'POST', url: '/token' },
] as const

/** Hands these four addresses to oidc-provider; its others (authorization, sessions) do not exist. */
export function mountIssuer(app: FastifyInstance, provider: Provider, issuer: string): void {
  const { host, protocol } = new URL(issuer)
  const answer = provider.callback()
  const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
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
    for (const { method, url } of addresses) scope.route({ method, url, handler })
  })
}
