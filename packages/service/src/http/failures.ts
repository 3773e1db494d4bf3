import type { Socket } from 'node:net'
import { Problem, pointersOf, type SchemaError } from '@unefois/errors'
import type { FastifyInstance } from 'fastify'
import { errorPlace } from '../error-place.ts'
import { problems } from '../errors.ts'
import type { ServiceLog } from '../events.ts'
import { problemType, sendProblem } from './problem-reply.ts'

/** Fastify's own error code → our refusal. What is not listed falls through to its status. */
const byCode: Readonly<Record<string, () => Problem>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => problems['unsupported-media-type'](),
  FST_ERR_CTP_BODY_TOO_LARGE: () => problems['body-too-large'](),
  FST_ERR_CTP_EMPTY_JSON_BODY: () => problems['invalid-json'](),
  FST_ERR_CTP_INVALID_JSON_BODY: () => problems['invalid-json'](),
  FST_ERR_NOT_FOUND: () => problems['not-found'](),
}

/** Turns anything thrown into the refusal that may leave; 5xx text never does. */
export function problemOf(error: unknown, knownNames: ReadonlySet<string>): Problem {
  if (error instanceof Problem) return error
  if (typeof error !== 'object' || error === null) return problems.unexpected()
  if ('validation' in error && Array.isArray(error.validation)) {
    const errors: readonly SchemaError[] = error.validation
    return problems['invalid-body']({ pointers: pointersOf(errors, knownNames) })
  }
  const known = 'code' in error ? byCode[String(error.code)] : undefined
  if (known !== undefined) return known()
  const status = 'statusCode' in error ? Number(error.statusCode) : 500
  return status >= 400 && status < 500 ? problems['bad-request']() : problems.unexpected()
}

/** Installs the error handler. `onUnexpected` lets a test see what a 500 hides. */
export function handleFailures(
  app: FastifyInstance,
  options: {
    log: ServiceLog
    knownNames: ReadonlySet<string>
    onUnexpected?: ((error: unknown) => void) | undefined
  },
): void {
  app.setErrorHandler((error: unknown, request, reply) => {
    const problem = problemOf(error, options.knownNames)
    if (problem.code === 'unexpected') {
      const route = request.routeOptions.url ?? 'unrouted'
      options.log('request-failed', { method: request.method, route, ...errorPlace(error) })
      options.onUnexpected?.(error)
    }
    return sendProblem(reply, problem)
  })
}

/** Answers what node's parser refuses before there is a request: too large, too slow, not HTTP. */
export function refuseMalformed(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const problem = malformedProblem(error.code)
  const body = JSON.stringify(problem.toDocument())
  socket.end(
    `HTTP/1.1 ${problem.status} Refused\r\ncontent-type: ${problemType}\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  )
}

function malformedProblem(code: string | undefined): Problem {
  if (code === 'HPE_HEADER_OVERFLOW') return problems['headers-too-large']()
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return problems['request-timeout']()
  return problems['bad-request']()
}
