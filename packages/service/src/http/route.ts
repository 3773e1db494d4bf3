import type { DescribedLines } from '@unefois/contracts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Role, Scope } from '../auth/caller.ts'
import type { QueryShape, QueryValues } from './query.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** What a handler sees: body and query as their schemas have them, path parameters as text. */
export type RouteRequest<Body = unknown, Query extends QueryShape = QueryShape> = FastifyRequest<{
  Body: Body
  Params: Readonly<Record<string, string>>
}> & { readonly checkedQuery: QueryValues<Query> }

/** One line of a service's route table: it registers the call and describes it. */
export interface RouteDefinition<Body = unknown, Query extends QueryShape = QueryShape> {
  readonly method: Method
  /** Fastify's form, `/v1/signals/:id`. Never carries an identifier of a person. */
  readonly url: string
  readonly summary: string
  readonly description?: string
  /** One of these scopes is enough. A route has scopes or is `public`, never neither. */
  readonly scopes?: readonly Scope[]
  /** One of these roles as well, when given. */
  readonly roles?: readonly Role[]
  readonly public?: true
  /** Contract name of the request body, `signal.v1`. */
  readonly body?: string
  /**
   * A body of many lines instead of `body`. The handler reads `request.raw` itself, as fast as it
   * can use it, and has its own limits on bytes, lines and time.
   */
  readonly lines?: DescribedLines
  /** Status → contract name, or null for an answer without a body or not in JSON. */
  readonly response?: Readonly<Record<number, string | null>>
  /** Of a success that is not JSON: `text/event-stream`. */
  readonly mediaType?: string
  readonly query?: QueryShape & Query
  /** Further request headers that the handler reads itself: name → what it is for. */
  readonly headers?: Readonly<Record<string, string>>
  /** Path parameter → pattern; the default is a short id. What does not fit is 404. */
  readonly params?: Readonly<Record<string, string>>
  /** Requires an Idempotency-Key, read as `request.idempotencyKey`. */
  readonly idempotent?: true
  /** Requires If-Match, read as `request.expectedVersion`. */
  readonly ifMatch?: true
  readonly bodyBytesMax?: number
  readonly handlerTimeoutMs?: number
  handler(request: RouteRequest<Body, Query>, reply: FastifyReply): unknown
}

/** A route of any body, as tables hold them. */
export interface Route extends Omit<RouteDefinition, 'handler'> {
  handle(request: FastifyRequest, reply: FastifyReply): unknown
}

const placeholderTarget = (): undefined => undefined

/**
 * Declares one route. `Body` is the generated type of the contract named in `body`: Ajv has
 * refused everything else before the handler runs, which is what makes the cast below true.
 */
export function defineRoute<Body = unknown, const Query extends QueryShape = QueryShape>(
  definition: RouteDefinition<Body, Query>,
): Route {
  const { handler, ...rest } = definition
  return {
    ...rest,
    handle: (request, reply) => handler(request as RouteRequest<Body, Query>, reply),
  }
}

/**
 * Stands for any dependency while routes are only described: every property and every call answers
 * the same placeholder, so route factories run without a database or a bus.
 */
export function placeholder<Deps>(): Deps {
  const stand: unknown = new Proxy(placeholderTarget, {
    get: (_target, key) => (key === 'then' || typeof key === 'symbol' ? undefined : stand),
    apply: () => stand,
  })
  return stand as Deps
}
