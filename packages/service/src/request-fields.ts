import type { DescribedRoute } from '@unefois/contracts'
import type { ProblemDefinition } from '@unefois/errors'
import type { FastifyInstance } from 'fastify'
import type { Authenticate } from './auth/authenticate.ts'
import type { Caller } from './auth/caller.ts'
import type { QueryShape, QueryValues } from './http/query.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Everything registered through `registerRoutes`, for the description of the service. */
    routeTable: DescribedRoute[]
    /** What the pages about this service are made of (packages/pages). */
    reference: {
      readonly title: string
      readonly problems: Readonly<Record<string, ProblemDefinition>>
    }
    authenticate: Authenticate
  }
  interface FastifyRequest {
    /** Who is asking. Reading it on a public route is a mistake in the code and throws. */
    caller: Caller
    /** Present on routes declared `idempotent`. */
    idempotencyKey: string
    /** Present on routes declared `ifMatch`. */
    expectedVersion: number
    checkedQuery: QueryValues<QueryShape>
    [held]: Held | null
  }
  interface FastifyContextConfig {
    contracts?: Readonly<Record<number, string | null>>
  }
}

const fields = ['caller', 'idempotencyKey', 'expectedVersion', 'checkedQuery'] as const
type Held = { [F in (typeof fields)[number]]?: unknown }
const held = Symbol('what the route provides')

/** Declares the fields; one that the route did not ask for throws when it is read. */
export function declareRequestFields(app: FastifyInstance): void {
  app.decorateRequest(held, null)
  for (const field of fields) {
    app.decorateRequest(field, {
      getter() {
        const value = this[held]?.[field]
        if (value === undefined) throw new Error(`the route does not provide request.${field}`)
        // The setter below is the only writer, and takes the declared type.
        return value as never
      },
      setter(value: unknown) {
        this[held] ??= {}
        this[held][field] = value
      },
    })
  }
}
