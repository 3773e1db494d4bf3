import { defineRoute, type Route, type RouteDefinition, type RouteRequest } from '@unefois/service'
import type { FastifyRequest } from 'fastify'
import type { Repeatable } from '../use-cases/write-change.ts'

export const participantPattern = '^[a-z][a-z0-9-]{1,40}$'
export const agreementPattern = '^agr_[0-9a-f]{32}$'
export const rightPattern = '^(fr|be)\\.[a-z][a-z0-9-]{1,30}\\.[a-z][a-z0-9-]{1,60}$'
export const territoryPattern = '^(fr|be)-[0-9a-z]{2,5}$'
export const dayPattern = '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'
export const keyPattern = '^[rs]k_[0-9a-f]{32}$'

/** A call that creates: what it takes, what it answers, and the use-case behind it. */
interface Creation<Body>
  extends Pick<RouteDefinition<Body>, 'url' | 'summary' | 'scopes' | 'roles' | 'params'> {
  /** Contract of the body. */
  readonly body: string
  /** Contract of the answer. */
  readonly answer: string
  create(request: RouteRequest<Body>, repeatable: Repeatable): Promise<unknown>
}

/** Declares a POST that creates: it requires an Idempotency-Key and answers 201. */
export function creationRoute<Body>({ create, answer, ...rest }: Creation<Body>): Route {
  return defineRoute<Body>({
    ...rest,
    method: 'POST',
    response: { 201: answer },
    idempotent: true,
    async handler(request, reply) {
      reply.code(201)
      return create(request, repeatableOf(request))
    },
  })
}

/** The request that an Idempotency-Key stands for. */
function repeatableOf(request: FastifyRequest): Repeatable {
  return { key: request.idempotencyKey, path: request.url, body: request.body }
}

/** A path parameter; the route's pattern has been checked. */
export function parameterOf(request: FastifyRequest, name: string): string {
  const parameters: unknown = request.params
  const value = typeof parameters === 'object' && parameters && Reflect.get(parameters, name)
  if (typeof value !== 'string') throw new Error('the route has no such parameter')
  return value
}

/** Whether If-None-Match (RFC 9110 §13.1.2) names this version. */
export function isKnownVersion(request: FastifyRequest, version: number): boolean {
  const header = request.headers['if-none-match'] ?? ''
  return header.split(',').some(tag => tag.trim().replace(/^W\//u, '') === `"${version}"`)
}
