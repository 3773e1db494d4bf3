import { createAjv } from '@unefois/contracts'
import { declaredNames, type ProblemDefinition } from '@unefois/errors'
import fastify, { type FastifyInstance } from 'fastify'
import { type AuthOptions, createAuthenticate } from './auth/authenticate.ts'
import type { Clock } from './clock.ts'
import { problems as shared } from './errors.ts'
import type { ServiceLog } from './events.ts'
import { addHealth, type Ready } from './health.ts'
import { checkResponses } from './http/check-responses.ts'
import { addDescription } from './http/description.ts'
import { handleFailures, refuseMalformed } from './http/failures.ts'
import { sendProblem } from './http/problem-reply.ts'
import { limitTime } from './http/time-limit.ts'
import { answerUnknownAddresses } from './http/unknown-address.ts'
import { breakOffUnreadBodies } from './http/unread-body.ts'
import { limits, type ServiceLimits } from './limits.ts'
import { observeRequests } from './observe/requests.ts'
import { declareRequestFields } from './request-fields.ts'

export interface ServiceOptions {
  readonly name: string
  /** Heading of `/openapi.json`, and of `/docs` where the service has pages. */
  readonly title?: string
  readonly version?: string
  readonly log: ServiceLog
  readonly clock: Clock
  /** All JSON schemas that routes may name, by their `$id`. */
  readonly contracts: readonly object[]
  readonly ready: Ready
  /** Absent only where every route is public. */
  readonly auth?: AuthOptions
  readonly limits?: ServiceLimits
  /** The service's own refusals, `problems.definitions`, for the pages at /problems/<code>. */
  readonly problems?: Readonly<Record<string, ProblemDefinition>>
  /** Tests only: validate each answer against its contract before it is serialised. */
  readonly checkResponses?: boolean
  /** Tests only: sees the error behind a 500. */
  readonly onUnexpected?: (error: unknown) => void
}

/**
 * The frame of every service: strict shared Ajv 2020, tokens, problem+json, health, description,
 * limits, metrics. Add routes with `registerRoutes(app, routes)`, then `startService`.
 */
export function buildService(options: ServiceOptions): FastifyInstance {
  const app = createServer(options.limits ?? {})
  app.server.maxConnections = options.limits?.connectionsMax ?? limits.connectionsMax
  const ajv = createAjv()
  for (const schema of options.contracts) {
    if (!('$id' in schema) || ajv.schemas[String(schema.$id)] === undefined) ajv.addSchema(schema)
  }
  app.setValidatorCompiler(({ schema }) => ajv.compile(schema))
  app.setSerializerCompiler(() => data => JSON.stringify(data))
  app.removeContentTypeParser('text/plain')

  const knownNames = declaredNames(options.contracts)
  handleFailures(app, { log: options.log, knownNames, onUnexpected: options.onUnexpected })
  answerUnknownAddresses(app)
  declareRequestFields(app)
  closeWithoutIdlers(app)
  app.decorate('routeTable', [])
  app.decorate('reference', {
    title: options.title ?? `Unefois ${options.name}`,
    problems: { ...shared.definitions, ...options.problems },
  })
  app.decorate(
    'authenticate',
    options.auth === undefined
      ? refuseEverybody
      : createAuthenticate(app, options.auth, options.log),
  )
  app.addHook('onRequest', (_request, reply, done) => {
    reply.header('cache-control', 'no-store').header('x-content-type-options', 'nosniff')
    done()
  })
  breakOffUnreadBodies(app)
  limitTime(app, options.limits?.handlerTimeoutMs ?? limits.handlerTimeoutMs)
  observeRequests(app)
  if (options.checkResponses) checkResponses(app, ajv)
  addHealth(app, { clock: options.clock, ready: options.ready, showReasons: false })
  addDescription(app, options.version ?? '0.1.0')
  return app
}

function createServer(own: ServiceLimits): FastifyInstance {
  return fastify({
    logger: false,
    bodyLimit: own.bodyBytesMax ?? limits.bodyBytesMax,
    connectionTimeout: limits.requestTimeoutMs,
    keepAliveTimeout: limits.keepAliveTimeoutMs,
    forceCloseConnections: 'idle',
    exposeHeadRoutes: false,
    requestIdHeader: false,
    routerOptions: { maxParamLength: limits.pathParameterCharsMax },
    http: { maxHeaderSize: limits.headerBytesMax, headersTimeout: limits.headersTimeoutMs },
    clientErrorHandler: refuseMalformed,
    frameworkErrors: (error, _request, reply) => {
      const tooLong = error.code === 'FST_ERR_MAX_PARAM_LENGTH'
      sendProblem(reply, tooLong ? shared['not-found']() : shared['bad-request']())
    },
  })
}

/**
 * A connection whose last answer is given while the server closes stays open for its keep-alive
 * time and holds the whole process; so idle ones are closed again and again until none is left.
 */
function closeWithoutIdlers(app: FastifyInstance): void {
  app.addHook('preClose', async () => {
    if (!app.server.listening) return
    const timer = setInterval(() => app.server.closeIdleConnections(), limits.idlePollMs)
    app.server.once('close', () => clearInterval(timer))
    timer.unref()
  })
}

function refuseEverybody(): never {
  throw new Error('this service was built without an issuer')
}
