import { randomUUID } from 'node:crypto'
import { schemas } from '@unefois/contracts'
import {
  buildService,
  createManualClock,
  defineRoute,
  problems,
  registerRoutes,
} from '@unefois/service'
import fastify from 'fastify'
import t from 'tap'
import { ApiError, createApi } from '../src/index.ts'
import { withRetry } from '../src/retry.ts'
import { busy, done, other, scripted, waiting } from './scripted.ts'

t.test('a call with a key is repeated with the same key and body until it is answered', async t => {
  const { api, seen } = await scripted(t, ['hang up', busy, waiting, done])
  const idempotencyKey = randomUUID()
  const body = { a: 1 }
  const answer = await api.call({ method: 'POST', path: '/v1/x', idempotencyKey, body })
  t.equal(answer.status, 202)
  t.equal(seen.length, 4)
  t.same(new Set(seen.map(({ key }) => key)), new Set([idempotencyKey]))
  t.same(new Set(seen.map(call => call.body)), new Set(['{"a":1}']))
})

t.test('what could do a thing twice is sent once', async t => {
  for (const entry of [busy, 'hang up'] as const) {
    const { api, seen } = await scripted(t, [entry])
    const call = api.call({ method: 'POST', path: '/v1/x', body: {} })
    if (entry === 'hang up') await t.rejects(call)
    else t.equal((await call).status, 503)
    t.equal(seen.length, 1)
  }
  const { api, seen } = await scripted(t, [busy, done])
  t.equal(
    (await api.call({ method: 'POST', path: '/v1/x', body: {}, repeatable: true })).status,
    202,
  )
  t.equal(seen.length, 2)
  const versioned = await scripted(t, [busy, done])
  const put = { method: 'PUT', path: '/v1/x', body: {}, ifMatch: 3 } as const
  t.equal((await versioned.api.call(put)).status, 503, 'If-Match has not the same meaning twice')
})

t.test('refusals are not repeated, retries are bounded', async t => {
  const refusing = await scripted(t, [other])
  const call = { method: 'POST', path: '/v1/x', body: {}, idempotencyKey: randomUUID() } as const
  const error = await refusing.api.ok(call).catch(caught => caught)
  t.ok(error instanceof ApiError)
  t.match(error, { status: 409, code: 'key-used', message: 'the service answered 409 key-used' })
  t.equal(refusing.seen.length, 1)
  const silent = await scripted(t, [busy])
  const impatient = createApi({ baseUrl: silent.baseUrl, retriesMax: 2 })
  t.equal((await impatient.call(call)).status, 503)
  t.equal(silent.seen.length, 3)
  await impatient.close()
  const answer = (sec: string) => ({ status: 503, headers: { 'retry-after': sec }, text: '' })
  const once = { retriesMax: 1, repeatable: true }
  const tomorrow = await withRetry(async () => answer('50000'), once)
  t.equal(tomorrow.status, 503, 'asked to come back tomorrow, it neither waits nor comes sooner')
  const aborted = withRetry(async () => answer('20'), {
    ...once,
    signal: AbortSignal.timeout(50),
  })
  await t.rejects(aborted, { name: 'AbortError' }, 'a caller may stop waiting')
  await t.rejects(api404(refusing.baseUrl), /starts with a slash/)
})

const api404 = (baseUrl: string) => createApi({ baseUrl }).call({ method: 'GET', path: 'v1/x' })

t.test('queries, versions, empty answers, redirects', async t => {
  const app = fastify()
  app.get('/v1/list', async request => request.query)
  app.post('/v1/claim', async request => ({ tag: request.headers['if-match'] }))
  app.get('/v1/newest', async (request, reply) =>
    request.headers['if-none-match'] === '"7"' ? reply.code(304).send() : { version: 7 },
  )
  app.delete('/v1/x', async (_request, reply) => reply.code(204).send())
  app.get('/v1/away', async (_request, reply) => reply.redirect('/v1/list'))
  const baseUrl = await app.listen({ port: 0, host: '127.0.0.1' })
  const api = createApi({ baseUrl })
  t.teardown(() => Promise.all([api.close(), app.close()]))
  const query = { after: 'a/b&c', limit: 5 }
  t.same(await api.ok({ method: 'GET', path: '/v1/list', query }), { after: 'a/b&c', limit: '5' })
  const claim = { method: 'POST', path: '/v1/claim', body: {}, ifMatch: 3 } as const
  t.same(await api.ok(claim), { tag: '"3"' })
  const newest = { method: 'GET', path: '/v1/newest' } as const
  t.match(await api.call({ ...newest, ifNoneMatch: 6 }), { status: 200, body: { version: 7 } })
  t.match(await api.call({ ...newest, ifNoneMatch: 7 }), { status: 304, body: undefined })
  t.equal(await api.ok({ method: 'DELETE', path: '/v1/x' }), undefined)
  const away = await api.call({ method: 'GET', path: '/v1/away' })
  t.equal(away.status, 302, 'a token follows no redirect')
})

t.test('with a real service of the house', async t => {
  let calls = 0
  const app = buildService({
    name: 'test',
    log: () => undefined,
    clock: createManualClock(0),
    contracts: schemas,
    ready: async () => ({ ok: true, reasons: [] }),
  })
  registerRoutes(app, [
    defineRoute({
      method: 'POST',
      url: '/v1/releases',
      summary: 'x',
      public: true,
      idempotent: true,
      body: 'release-request.v1',
      response: { 200: null },
      handler: request => {
        calls += 1
        if (calls < 3) throw problems.unavailable({ retryAfterSec: 0 })
        return { key: request.idempotencyKey }
      },
    }),
  ])
  const baseUrl = await app.listen({ port: 0, host: '127.0.0.1' })
  const api = createApi({ baseUrl })
  t.teardown(() => Promise.all([api.close(), app.close()]))
  const idempotencyKey = randomUUID()
  const shared = { method: 'POST', path: '/v1/releases', idempotencyKey } as const
  t.same(await api.ok({ ...shared, body: { ids: [randomUUID()] } }), { key: idempotencyKey })
  const error = await api.ok({ ...shared, body: { ids: [] } }).catch(caught => caught)
  t.match(error, { status: 400, code: 'invalid-body', problem: { errors: [{ pointer: '/ids' }] } })
})
