import type { Problem } from '@unefois/errors'
import type { FastifyReply } from 'fastify'

export const problemType = 'application/problem+json; charset=utf-8'

/** Writes a refusal as RFC 9457, with Retry-After and WWW-Authenticate where they belong. */
export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  reply.code(problem.status).type(problemType)
  if (problem.retryAfterSec !== undefined) reply.header('retry-after', problem.retryAfterSec)
  if (problem.status === 401) {
    const named = problem.code === 'token-missing' ? 'Bearer' : 'Bearer error="invalid_token"'
    reply.header('www-authenticate', named)
  }
  return reply.send(problem.toDocument())
}
