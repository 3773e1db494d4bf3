import type { FastifyInstance, FastifyReply } from 'fastify'
import { problems } from '../errors.ts'
import { sendProblem } from './problem-reply.ts'

const retryAfterSec = 2

declare module 'fastify' {
  interface FastifyContextConfig {
    handlerTimeoutMs?: number
  }
  interface FastifyReply {
    timeLimit: NodeJS.Timeout | null
  }
}

/**
 * 503 when an answer takes too long; what the handler does later is dropped, and the client asks
 * again with the same Idempotency-Key. Fastify's own `handlerTimeout` makes and aborts an
 * AbortController for every request, which alone doubled the CPU of a call (17 → 33 µs).
 */
export function limitTime(app: FastifyInstance, defaultMs: number): void {
  app.decorateReply('timeLimit', null)
  app.addHook('onRequest', (request, reply, done) => {
    const own = request.routeOptions.config.handlerTimeoutMs
    reply.timeLimit = setTimeout(expire, own ?? defaultMs, reply)
    // A reader who leaves a stream in its middle gets no onResponse, and its limit may be long.
    if (own !== undefined) reply.raw.once('close', () => lift(reply))
    done()
  })
  app.addHook('onResponse', (_request, reply, done) => {
    lift(reply)
    done()
  })
}

function lift(reply: FastifyReply): void {
  if (reply.timeLimit !== null) clearTimeout(reply.timeLimit)
}

/** A hijacked or finished reply is left alone; one cut in the middle of its body is broken off. */
function expire(reply: FastifyReply): void {
  if (reply.sent) return
  if (reply.raw.headersSent) reply.raw.destroy()
  else sendProblem(reply, problems.unavailable({ retryAfterSec }))
}
