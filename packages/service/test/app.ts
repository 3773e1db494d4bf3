import { type ReleaseRequest, schemas, validatorFor } from '@unefois/contracts'
import { defineProblems } from '@unefois/errors'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import type { Test } from 'tap'
import {
  buildService,
  createManualClock,
  defineRoute,
  pageQuery,
  registerRoutes,
  type ServiceOptions,
  setNextLink,
  setRateLimit,
  setVersion,
} from '../src/index.ts'

const isProblem = validatorFor('urn:unefois:contracts:problem.v1')
export const own = defineProblems({
  'quota-used': { status: 429, title: 'The quota is used', article: 'Art. 1' },
})
export const uuid = '0190b6f0-0000-7000-8000-000000000001'
export const clock = createManualClock(Date.UTC(2026, 10, 20))

/** An app of the frame with three calls, its answers held to their contracts. */
export function build(options: Partial<ServiceOptions> = {}): FastifyInstance {
  const app = buildService({
    name: 'test',
    log: () => undefined,
    clock,
    contracts: schemas,
    ready: async () => ({ ok: false, reasons: ['consent-pulse-old'] }),
    problems: own.definitions,
    checkResponses: true,
    ...options,
  })
  const shared = { summary: 'A call', public: true } as const
  registerRoutes(app, [
    defineRoute<ReleaseRequest>({
      ...shared,
      method: 'POST',
      url: '/v1/releases',
      body: 'release-request.v1',
      response: { 200: 'release-answer.v1' },
      handler: ({ body }) => ({ releases: body.ids.map(id => ({ id, refusal: 'gone' })) }),
    }),
    defineRoute({
      ...shared,
      method: 'POST',
      url: '/v1/things/:id/claim',
      idempotent: true,
      ifMatch: true,
      response: { 200: null },
      handler: ({ idempotencyKey, expectedVersion, params }, reply) => {
        setVersion(reply, expectedVersion + 1)
        return { idempotencyKey, id: params.id }
      },
    }),
    defineRoute({
      ...shared,
      method: 'GET',
      url: '/v1/things',
      query: pageQuery,
      response: { 200: null },
      handler: (request, reply) => {
        const { after, limit } = request.checkedQuery
        setNextLink(reply, '/v1/things', { after: 'x1', limit: String(limit) })
        setRateLimit(reply, { name: 'calls', quota: 9, windowSec: 60, remaining: 8, resetSec: 5 })
        return { after: after ?? null, limit }
      },
    }),
  ])
  return app
}

/** Asserts one refusal: status, code, media type and form. */
export async function refused(
  t: Test,
  app: FastifyInstance,
  request: InjectOptions,
  status: number,
  code: string,
): Promise<LightMyRequestResponse> {
  const answer = await app.inject(request)
  t.equal(answer.statusCode, status, `${code}: ${answer.body}`)
  t.match(answer.headers['content-type'], /^application\/problem\+json/)
  t.equal(answer.json().code, code)
  t.ok(isProblem(answer.json()), `${code} follows problem.v1`)
  return answer
}
