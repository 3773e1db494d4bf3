import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import { checkRoles, checkScopes } from '../auth/require.ts'
import { problems } from '../errors.ts'
import { limits } from '../limits.ts'
import { readExpectedVersion, readIdempotencyKey } from './headers.ts'
import { readQuery } from './query.ts'
import type { Route } from './route.ts'

/** The schema reference that Fastify resolves with the shared Ajv: `signal.v1` → its `$id`. */
function bodySchema(contract: string): { $ref: string } {
  return { $ref: `urn:unefois:contracts:${contract}` }
}

/**
 * Adds a table of routes to an app of `buildService`, and to its `/openapi.json` and `/docs`.
 * Order for each: token, scope, role, headers, path and query, body, handler.
 * @throws when a route says neither who may call it nor that everybody may.
 */
export function registerRoutes(app: FastifyInstance, routes: readonly Route[]): void {
  for (const route of routes) {
    if (route.public === undefined && (route.scopes ?? []).length === 0) {
      throw new Error(`${route.method} ${route.url} does not say who may call it`)
    }
    if (route.lines === undefined) app.route(toFastify(app, route))
    else addLinesRoute(app, route, route.lines.mediaTypes)
    app.routeTable.push(route)
  }
}

/** In a context of its own: elsewhere these media types stay refused, and here JSON is. */
function addLinesRoute(app: FastifyInstance, route: Route, mediaTypes: readonly string[]): void {
  void app.register(async inner => {
    inner.removeAllContentTypeParsers()
    inner.addContentTypeParser([...mediaTypes], (_request, _payload, done) => done(null))
    inner.route(toFastify(app, route))
  })
}

function toFastify(app: FastifyInstance, route: Route): RouteOptions {
  const check = checkerOf(route)
  return {
    method: route.method,
    url: route.url,
    ...(route.bodyBytesMax === undefined ? {} : { bodyLimit: route.bodyBytesMax }),
    ...(route.body === undefined ? {} : { schema: { body: bodySchema(route.body) } }),
    config: {
      contracts: route.response ?? {},
      ...(route.handlerTimeoutMs === undefined ? {} : { handlerTimeoutMs: route.handlerTimeoutMs }),
    },
    onRequest: (request, reply, done) => {
      const proceed = (): void => {
        check(request, reply)
        done()
      }
      if (route.public) return proceed()
      const caller = app.authenticate(request)
      if (!(caller instanceof Promise)) {
        request.caller = caller
        return proceed()
      }
      caller
        .then(known => {
          request.caller = known
          proceed()
        })
        .catch(done)
    },
    handler: (request, reply) => route.handle(request, reply),
  }
}

/** Everything that can be refused before the body is read. */
function checkerOf(route: Route): (request: FastifyRequest, reply: FastifyReply) => void {
  const { scopes, roles, query = {} } = route
  const names = [...route.url.matchAll(/:([A-Za-z]+)/gu)].map(match => match[1] ?? '')
  const patterns = names.map(name => {
    const pattern = route.params?.[name] ?? `^[A-Za-z0-9_-]{1,${limits.pathParameterCharsMax}}$`
    return { name, pattern: new RegExp(pattern, 'u') }
  })
  return request => {
    if (scopes !== undefined && !route.public) checkScopes(request.caller, scopes)
    if (roles !== undefined && !route.public) checkRoles(request.caller, roles)
    if (patterns.length > 0) checkParams(request.params, patterns)
    if (route.idempotent) request.idempotencyKey = readIdempotencyKey(request)
    if (route.ifMatch) request.expectedVersion = readExpectedVersion(request)
    request.checkedQuery = readQuery(request.query, query)
  }
}

function checkParams(
  params: unknown,
  patterns: readonly { name: string; pattern: RegExp }[],
): void {
  const given = new Map(Object.entries(typeof params === 'object' && params ? params : {}))
  for (const { name, pattern } of patterns) {
    const value: unknown = given.get(name)
    if (typeof value !== 'string' || !pattern.test(value)) throw problems['not-found']()
  }
}
