import fastify from 'fastify'
import type { Test } from 'tap'
import { type Api, createApi } from '../src/index.ts'

export interface Seen {
  readonly key: string | undefined
  readonly body: string
  readonly authorization: string | undefined
}

/** A service whose answers are scripted: one entry per call, the last one repeated. */
export async function scripted(
  t: Test,
  script: readonly (Record<string, unknown> | 'hang up')[],
): Promise<{ api: Api; seen: Seen[]; baseUrl: string }> {
  const app = fastify()
  const seen: Seen[] = []
  app.all('/*', (request, reply) => {
    const entry = script[Math.min(seen.length, script.length - 1)]
    const { authorization } = request.headers
    const key = request.headers['idempotency-key']
    seen.push({ key: key?.toString(), body: JSON.stringify(request.body), authorization })
    if (entry === 'hang up' || entry === undefined) {
      reply.hijack()
      request.raw.socket.destroy()
      return
    }
    const { status, headers, ...body } = entry
    reply.code(Number(status)).headers({ ...(headers ?? {}) })
    reply.type(Number(status) >= 400 ? 'application/problem+json' : 'application/json')
    reply.send(JSON.stringify({ ...body, status }))
  })
  const baseUrl = await app.listen({ port: 0, host: '127.0.0.1' })
  const api = createApi({ baseUrl, timeoutMs: 30_000 })
  t.teardown(() => Promise.all([api.close(), app.close()]))
  return { api, seen, baseUrl }
}

export const busy = {
  status: 503,
  code: 'unavailable',
  title: 'later',
  type: '/problems/unavailable',
}
export const waiting = { ...busy, status: 409, headers: { 'retry-after': '0' } }
export const other = { ...busy, status: 409, code: 'key-used' }
export const done = { status: 202, id: 'x' }
