import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { type ReleaseRequest, schemas, validatorFor } from '@unefois/contracts'
import { defineProblems } from '@unefois/errors'
import type { FastifyInstance, InjectOptions } from 'fastify'
import t, { type Test } from 'tap'
import { pointersOf } from '../src/http/pointers.ts'
import {
  buildOps,
  buildService,
  createManualClock,
  defineRoute,
  limits,
  pageQuery,
  parseTraceparent,
  problems,
  registerRoutes,
  type ServiceOptions,
  setNextLink,
  setRateLimit,
  setVersion,
  startTelemetry,
} from '../src/index.ts'

const isProblem = validatorFor('urn:unefois:contracts:problem.v1')
const own = defineProblems({
  'quota-used': { status: 429, title: 'The quota is used', article: 'Art. 1' },
})
const uuid = '0190b6f0-0000-7000-8000-000000000001'
const clock = createManualClock(Date.UTC(2026, 10, 20))

function build(options: Partial<ServiceOptions> = {}): FastifyInstance {
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

async function refused(
  t: Test,
  app: FastifyInstance,
  request: InjectOptions,
  status: number,
  code: string,
) {
  const answer = await app.inject(request)
  t.equal(answer.statusCode, status, `${code}: ${answer.body}`)
  t.match(answer.headers['content-type'], /^application\/problem\+json/)
  t.equal(answer.json().code, code)
  t.ok(isProblem(answer.json()), `${code} follows problem.v1`)
  return answer
}

t.test('a body is refused, never stripped, and nothing of it is repeated', async t => {
  const app = build()
  t.teardown(() => app.close())
  const post = (payload: string | object) =>
    ({ method: 'POST', url: '/v1/releases', payload }) as const
  const good = await app.inject(post({ ids: [uuid] }))
  t.strictSame(good.json(), { releases: [{ id: uuid, refusal: 'gone' }] })
  t.equal(good.headers['cache-control'], 'no-store')
  const secret = '253072B07300470'
  const cases: [unknown, string][] = [
    [{ ids: [uuid], [secret]: 1 }, ''],
    [{ ids: [uuid], name: secret }, ''],
    [{ ids: [secret] }, '/ids/0'],
    [{ ids: [uuid, { [secret]: secret }] }, '/ids/1'],
    [{ ids: [] }, '/ids'],
    [{ ids: Array(501).fill(uuid) }, '/ids'],
    [{ ids: [1] }, '/ids/0'],
    [{}, '/ids'],
    [[], ''],
    [null, ''],
    ['253072B07300470', ''],
  ]
  for (const [payload, pointer] of cases) {
    const text = JSON.stringify(payload)
    const request = { ...post(text), headers: { 'content-type': 'application/json' } }
    const answer = await refused(t, app, request, 400, 'invalid-body')
    t.same(
      answer.json().errors.map((error: { pointer: string }) => error.pointer),
      [pointer],
      text.slice(0, 60),
    )
    t.notOk(answer.body.includes(secret), 'no value, no unknown name')
  }
})

t.test('pointers are cut where a name is not of the contracts', t => {
  const known = new Set(['ids', 'a/b'])
  const cut = (instancePath: string, params = {}) =>
    pointersOf([{ instancePath, keyword: 'type', params }], known)[0]?.pointer
  t.equal(cut('/ids/3/253072B07300470/x'), '/ids/3')
  t.equal(cut('/253072B07300470'), '')
  t.equal(cut('/a~1b/0'), '/a~1b/0')
  t.equal(cut('/ids/12345678'), '/ids', 'a number longer than any list of ours may be somebody')
  t.equal(cut('', { missingProperty: 'ids' }), '/ids')
  const many = Array.from({ length: 99 }, (_, i) => ({
    instancePath: `/ids/${i}`,
    keyword: 'type',
  }))
  t.equal(pointersOf(many, known).length, limits.problemPointersMax)
  const odd = pointersOf([{ instancePath: '', keyword: 'made-up' }], known)
  t.equal(odd[0]?.detail, 'does not follow the schema')
  t.end()
})

t.test('what is not a JSON body', async t => {
  const app = build()
  t.teardown(() => app.close())
  const post = (payload: string, type = 'application/json') =>
    ({
      method: 'POST',
      url: '/v1/releases',
      payload,
      headers: { 'content-type': type },
    }) as const
  const text = JSON.stringify({ ids: [uuid] })
  await refused(t, app, post('{"ids": [253072B'), 400, 'invalid-json')
  await refused(t, app, post(''), 400, 'invalid-json')
  await refused(t, app, post(`{"ids":["${uuid}"],"__proto__":{"x":1}}`), 400, 'invalid-json')
  await refused(t, app, post(text, 'text/plain'), 415, 'unsupported-media-type')
  await refused(t, app, post(text, 'application/xml'), 415, 'unsupported-media-type')
  await refused(t, app, post(' '.repeat(limits.bodyBytesMax + 1)), 413, 'body-too-large')
  await refused(t, app, { method: 'POST', url: '/v1/releases' }, 400, 'invalid-body')
})

t.test('addresses, methods, path parameters', async t => {
  const app = build()
  t.teardown(() => app.close())
  const secret = '1990101123456'
  for (const url of [`/v1/${secret}`, `/v1/things/${secret}?x=${secret}`]) {
    const answer = await refused(t, app, { method: 'GET', url }, 404, 'not-found')
    t.notOk(answer.body.includes(secret))
  }
  const wrong = await refused(
    t,
    app,
    { method: 'DELETE', url: '/v1/releases' },
    405,
    'method-not-allowed',
  )
  t.equal(wrong.headers.allow, 'POST')
  await refused(t, app, { method: 'GET', url: '/v1/%zz' }, 400, 'bad-request')
  const headers = { 'idempotency-key': uuid, 'if-match': '"1"' }
  for (const id of ['a b', 'a.b', 'é', 'x'.repeat(65)]) {
    const url = `/v1/things/${encodeURIComponent(id)}/claim`
    await refused(t, app, { method: 'POST', url, headers }, 404, 'not-found')
  }
})

t.test('Idempotency-Key, If-Match, query strings', async t => {
  const app = build({ checkResponses: false })
  t.teardown(() => app.close())
  const claim = (headers: Record<string, string>) =>
    ({ method: 'POST', url: '/v1/things/t1/claim', headers }) as const
  const ok = await app.inject(claim({ 'idempotency-key': uuid.toUpperCase(), 'if-match': '"7"' }))
  t.strictSame(ok.json(), { idempotencyKey: uuid, id: 't1' })
  t.equal(ok.headers.etag, '"8"')
  await refused(t, app, claim({ 'if-match': '"7"' }), 400, 'idempotency-key-missing')
  for (const key of ['1', `${uuid},${uuid}`, `${uuid}x`, '']) {
    const headers = { 'idempotency-key': key, 'if-match': '"7"' }
    await refused(t, app, claim(headers), 400, 'idempotency-key-invalid')
  }
  await refused(t, app, claim({ 'idempotency-key': uuid }), 428, 'version-required')
  for (const tag of ['7', '*', 'W/"7"', '"7", "8"', '"-1"', '"07"']) {
    const headers = { 'idempotency-key': uuid, 'if-match': tag }
    await refused(t, app, claim(headers), 400, 'version-invalid')
  }
  const list = await app.inject('/v1/things?after=abc&limit=5')
  t.strictSame(list.json(), { after: 'abc', limit: 5 })
  t.equal(list.headers.link, '</v1/things?after=x1&limit=5>; rel="next"')
  t.equal(list.headers.ratelimit, '"calls";r=8;t=5')
  t.equal(list.headers['ratelimit-policy'], '"calls";q=9;w=60')
  t.equal((await app.inject('/v1/things')).json().limit, 100)
  for (const query of [
    'limit=0',
    'limit=501',
    'limit=5.0',
    'limit=05',
    'limit=1&limit=2',
    'nir=1',
  ]) {
    const answer = await refused(t, app, { url: `/v1/things?${query}` }, 400, 'invalid-query')
    t.notOk(answer.body.includes('nir'), 'an unknown parameter is not named')
  }
})

t.test('failures say nothing; refusals say what the catalogue says', async t => {
  const logged: unknown[] = []
  const hidden: unknown[] = []
  const app = build({
    log: (event, fields) => logged.push({ event, ...fields }),
    onUnexpected: error => hidden.push(error),
    limits: { handlerTimeoutMs: 30 },
  })
  t.teardown(() => app.close())
  const fault = Object.assign(new Error('duplicate key (253072B07300470)'), { code: '23505' })
  app.get('/throws', async () => {
    throw fault
  })
  app.get('/throws-text', async () => {
    throw '253072B07300470'
  })
  app.get('/quota', async () => {
    throw own['quota-used']({ retryAfterSec: 7, pointers: [{ pointer: '/x', detail: 'is used' }] })
  })
  app.get('/slow', () => new Promise(() => undefined))
  app.get('/slow-then-throws', async () => {
    await sleep(60)
    throw fault
  })
  app.get('/slow-then-answers', async () => {
    await sleep(60)
    return { late: true }
  })
  app.get('/reads-caller', async request => request.caller)
  const answer = await refused(t, app, { url: '/throws?nir=253072B07300470' }, 500, 'unexpected')
  t.notOk(answer.body.includes('253072'))
  t.strictSame(hidden, [fault])
  t.match(logged, [
    { event: 'request-failed', method: 'GET', route: '/throws', errorCode: '23505' },
  ])
  t.match(JSON.stringify(logged), /packages\/service\/test\/service\.test\.ts:\d+/)
  t.notOk(JSON.stringify(logged).includes('253072'), 'the log holds the place, not the message')
  await refused(t, app, { url: '/throws-text' }, 500, 'unexpected')
  await refused(t, app, { url: '/reads-caller' }, 500, 'unexpected')
  const quota = await refused(t, app, { url: '/quota' }, 429, 'quota-used')
  t.equal(quota.headers['retry-after'], '7')
  t.equal(quota.json().article, 'Art. 1')
  const slow = await refused(t, app, { url: '/slow' }, 503, 'unavailable')
  t.ok(Number(slow.headers['retry-after']) > 0)
  const late = ['/slow-then-throws', '/slow-then-answers']
  await Promise.all(late.map(url => refused(t, app, { url }, 503, 'unavailable')))
  await sleep(100)
  t.equal((await app.inject('/health/live')).statusCode, 200, 'a late handler harms nothing')
})

t.test('answers are checked against their contracts before serialisation', async t => {
  const seen: unknown[] = []
  const app = build({ onUnexpected: error => seen.push(String(error)) })
  t.teardown(() => app.close())
  const route = { method: 'GET', summary: 'x', public: true } as const
  const good = { id: uuid, acceptedAt: '2026-11-20T10:00:00.000Z', status: 'sent' }
  const answers: Record<string, unknown> = {
    good,
    more: { ...good, receiver: 'caf-13' },
    less: { id: uuid },
  }
  registerRoutes(
    app,
    Object.entries(answers).map(([name, value]) =>
      defineRoute({
        ...route,
        url: `/${name}`,
        response: { 200: 'signal-accepted.v1' },
        handler: () => value,
      }),
    ),
  )
  t.equal((await app.inject('/good')).statusCode, 200)
  t.equal((await app.inject('/more')).statusCode, 500)
  t.equal((await app.inject('/less')).statusCode, 500)
  t.match(seen, [/\/more 200: answer breaks signal-accepted/, /\/less 200/])
})

t.test('tables are complete: access, contracts, description, pages', async t => {
  const app = build()
  const handler = () => ({})
  const bare = defineRoute({ method: 'GET', url: '/bare', summary: 'x', handler })
  t.throws(() => registerRoutes(app, [bare]), /does not say who may call it/)
  const document = (await app.inject('/openapi.json')).json()
  t.strictSame(Object.keys(document.paths), ['/v1/releases', '/v1/things', '/v1/things/{id}/claim'])
  const docs = await app.inject('/docs')
  t.match(docs.body, /<html lang="en">.*POST \/v1\/releases.*release-request\.v1/s)
  t.notMatch(docs.body, /<script|https?:\/\//)
  t.match((await app.inject('/problems/quota-used')).body, /The quota is used.*Art\. 1/s)
  await refused(t, app, { url: '/problems/constructor' }, 404, 'not-found')
  for (const code of Object.keys(problems.definitions)) {
    t.equal((await app.inject(`/problems/${code}`)).statusCode, 200, code)
  }
  await app.close()
})

t.test('health and metrics', async t => {
  const telemetry = await startTelemetry({ service: 'test' })
  const app = build()
  const ready = async () => ({ ok: false, reasons: ['consent-pulse-old'] })
  const ops = buildOps({ clock, ready, metricsHandler: telemetry.metricsText })
  t.teardown(() => Promise.all([app.close(), ops.close(), telemetry.close()]))
  const live = await app.inject('/health/live')
  t.strictSame(live.json(), { status: 'ok', clock: '2026-11-20T00:00:00.000Z', offsetMs: 0 })
  const shown = await app.inject('/health/ready')
  t.equal(shown.statusCode, 503)
  t.strictSame(shown.json(), { status: 'not-ready' }, 'an agency does not learn what is down')
  t.strictSame((await ops.inject('/health/ready')).json().reasons, ['consent-pulse-old'])
  await app.inject({ method: 'POST', url: '/v1/things/253072B07300470/claim' })
  await app.inject('/v1/things?limit=77777')
  await app.inject('/v1/unknown-253072B07300470')
  const text = (await ops.inject('/metrics')).body
  t.match(text, /http_route="\/v1\/things\/:id\/claim"/)
  t.match(text, /http_route="unrouted"/)
  t.notMatch(text, /253072|77777/, 'routes, never addresses')
  t.equal((await app.inject('/metrics')).statusCode, 404, 'not on the main port')
})

t.test('traceparent is strict', t => {
  const traceId = '0af7651916cd43dd8448eb211c80319c'
  const good = `00-${traceId}-b7ad6b7169203331-01`
  t.match(parseTraceparent(good), { traceId, spanId: 'b7ad6b7169203331', traceFlags: 1 })
  const bad = [
    good.replace('00-', '01-'),
    good.toUpperCase(),
    `${good}-x`,
    ` ${good}`,
    `00-${'0'.repeat(32)}-b7ad6b7169203331-01`,
    `00-${traceId}-${'0'.repeat(16)}-01`,
    [good, good],
    undefined,
  ]
  for (const header of bad) t.equal(parseTraceparent(header), undefined, String(header))
  t.end()
})

t.test('what is not HTTP is answered on the socket', async t => {
  const app = build()
  t.teardown(() => app.close())
  await app.listen({ port: 0, host: '127.0.0.1' })
  const address = app.server.address()
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0
  const secret = '253072B07300470'
  const big = `GET / HTTP/1.1\r\nhost: x\r\nx-${secret}: ${'a'.repeat(limits.headerBytesMax)}\r\n\r\n`
  t.match(await raw(port, big), /^HTTP\/1\.1 431 .*"headers-too-large"/s)
  t.match(await raw(port, `${secret}\r\n\r\n`), /^HTTP\/1\.1 400 .*"bad-request"/s)
  t.notMatch(await raw(port, `${secret}\r\n\r\n`), new RegExp(secret))
})

function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    socket.on('data', chunk => {
      answer += chunk
    })
    socket.on('end', () => resolve(answer))
    socket.on('error', reject)
  })
}
