import type { DescribedRoute } from '@unefois/contracts'
import type { FastifyInstance } from 'fastify'
import type { Authenticate } from './auth/authenticate.ts'
import type { Caller } from './auth/caller.ts'
import type { QueryShape, QueryValues } from './http/query.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Everything registered through `registerRoutes`, for the description of the service. */
    routeTable: DescribedRoute[]
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
  }
  interface FastifyContextConfig {
    contracts?: Readonly<Record<number, string | null>>
  }
}

const fields = ['caller', 'idempotencyKey', 'expectedVersion', 'checkedQuery'] as const

/** Declares the fields; one that the route did not ask for throws when it is read. */
export function declareRequestFields(app: FastifyInstance): void {
  for (const field of fields) {
    const values = new WeakMap<object, unknown>()
    app.decorateRequest(field, {
      getter() {
        if (!values.has(this)) throw new Error(`the route does not provide request.${field}`)
        return values.get(this) as never
      },
      setter(value: unknown) {
        values.set(this, value)
      },
    })
  }
}
