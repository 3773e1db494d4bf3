import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { schemas } from '@unefois/contracts'
import {
  buildService,
  createManualClock,
  defineRoute,
  problems,
  registerRoutes,
} from '@unefois/service'
import fastify, { type FastifyInstance } from 'fastify'
import { createLocalJWKSet, jwtVerify } from 'jose'
import t from 'tap'
import { ApiError, createApi, createTokenSource, limits, TokenError } from '../src/index.ts'
import { withRetry } from '../src/retry.ts'

interface Seen {
  readonly key: string | undefined
  readonly body: string
  readonly authorization: string | undefined
}

/** A service whose answers are scripted: one entry per call, the last one repeated. */
async function scripted(script: (Record<string, unknown> | 'hang up')[]) {
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
  const api = createApi({ baseUrl, timeoutMs: 500 })
  t.teardown(() => Promise.all([api.close(), app.close()]))
  return { api, seen, baseUrl }
}

const busy = { status: 503, code: 'unavailable', title: 'later', type: '/problems/unavailable' }
const waiting = { ...busy, status: 409, headers: { 'retry-after': '0' } }
const other = { ...busy, status: 409, code: 'key-used' }
const done = { status: 202, id: 'x' }

t.test('a call with a key is repeated with the same key and body until it is answered', async t => {
  const { api, seen } = await scripted(['hang up', busy, waiting, done])
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
    const { api, seen } = await scripted([entry])
    const call = api.call({ method: 'POST', path: '/v1/x', body: {} })
    if (entry === 'hang up') await t.rejects(call)
    else t.equal((await call).status, 503)
    t.equal(seen.length, 1)
  }
  const { api, seen } = await scripted([busy, done])
  t.equal(
    (await api.call({ method: 'POST', path: '/v1/x', body: {}, repeatable: true })).status,
    202,
  )
  t.equal(seen.length, 2)
  const versioned = await scripted([busy, done])
  const put = { method: 'PUT', path: '/v1/x', body: {}, ifMatch: 3 } as const
  t.equal((await versioned.api.call(put)).status, 503, 'If-Match has not the same meaning twice')
})

t.test('refusals are not repeated, retries are bounded', async t => {
  const refusing = await scripted([other])
  const call = { method: 'POST', path: '/v1/x', body: {}, idempotencyKey: randomUUID() } as const
  const error = await refusing.api.ok(call).catch(caught => caught)
  t.ok(error instanceof ApiError)
  t.match(error, { status: 409, code: 'key-used', message: 'the service answered 409 key-used' })
  t.equal(refusing.seen.length, 1)
  const silent = await scripted([busy])
  const impatient = createApi({ baseUrl: silent.baseUrl, retriesMax: 2 })
  t.equal((await impatient.call(call)).status, 503)
  t.equal(silent.seen.length, 3)
  await impatient.close()
  const answer = { status: 503, headers: { 'retry-after': '999999' }, text: '' }
  const aborted = withRetry(async () => answer, {
    retriesMax: 1,
    repeatable: true,
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
  app.delete('/v1/x', async (_request, reply) => reply.code(204).send())
  app.get('/v1/away', async (_request, reply) => reply.redirect('/v1/list'))
  const baseUrl = await app.listen({ port: 0, host: '127.0.0.1' })
  const api = createApi({ baseUrl })
  t.teardown(() => Promise.all([api.close(), app.close()]))
  const query = { after: 'a/b&c', limit: 5 }
  t.same(await api.ok({ method: 'GET', path: '/v1/list', query }), { after: 'a/b&c', limit: '5' })
  const claim = { method: 'POST', path: '/v1/claim', body: {}, ifMatch: 3 } as const
  t.same(await api.ok(claim), { tag: '"3"' })
  t.equal(await api.ok({ method: 'DELETE', path: '/v1/x' }), undefined)
  const away = await api.call({ method: 'GET', path: '/v1/away' })
  t.equal(away.status, 302, 'a token follows no redirect')
})

async function startIssuer(): Promise<{
  app: FastifyInstance
  issuer: string
  forms: URLSearchParams[]
}> {
  const app = fastify()
  const forms: URLSearchParams[] = []
  let issuer = ''
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, parsed) => parsed(null, new URLSearchParams(body.toString())),
  )
  app.get('/.well-known/openid-configuration', async () => ({
    issuer,
    token_endpoint: `${issuer}/token`,
  }))
  app.post<{ Body: URLSearchParams }>('/token', async (request, reply) => {
    forms.push(request.body)
    if (request.body.get('scope') === 'nothing') {
      return reply.code(400).send({ error: 'invalid_scope' })
    }
    const lifetime = request.body.get('scope') === 'short' ? limits.tokenRenewalMs / 1_000 : 300
    return { access_token: `token-${forms.length}`, expires_in: lifetime, token_type: 'Bearer' }
  })
  issuer = await app.listen({ port: 0, host: '127.0.0.1' })
  return { app, issuer, forms }
}

const ecKey = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
const edKey = generateKeyPairSync('ed25519')
const pem = ecKey.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()

t.test('tokens: one signed assertion each, held until shortly before they expire', async t => {
  const { app, issuer, forms } = await startIssuer()
  t.teardown(() => app.close())
  const jwk = JSON.stringify({ ...edKey.privateKey.export({ format: 'jwk' }), kid: 'key-1' })
  const shared = { issuer, clientId: 'client-1', audience: 'urn:unefois:hub' }
  const tokens = createTokenSource({ ...shared, privateKey: jwk, scope: 'signals' })
  t.same(await Promise.all([tokens.token(), tokens.token()]), ['token-1', 'token-1'])
  t.equal(await tokens.token(), 'token-1')
  tokens.reset()
  t.equal(await tokens.token(), 'token-2')
  const short = createTokenSource({ ...shared, privateKey: pem, scope: 'short' })
  t.equal(await short.token(), 'token-3')
  t.equal(await short.token(), 'token-4', 'one that is about to expire is not used')

  const keys = createLocalJWKSet({
    keys: [
      { ...edKey.publicKey.export({ format: 'jwk' }), kid: 'key-1', alg: 'EdDSA' },
      { ...ecKey.publicKey.export({ format: 'jwk' }), alg: 'ES256' },
    ],
  })
  const ids = new Set<unknown>()
  for (const form of forms) {
    const { payload } = await jwtVerify(form.get('client_assertion') ?? '', keys, {
      issuer: 'client-1',
      subject: 'client-1',
      audience: issuer,
      requiredClaims: ['jti', 'iat', 'exp'],
    })
    t.equal(payload.aud, issuer, 'the issuer and nothing else')
    t.ok((payload.exp ?? 0) - (payload.iat ?? 0) <= 60)
    t.equal(form.get('resource'), 'urn:unefois:hub')
    ids.add(payload.jti)
  }
  t.equal(ids.size, forms.length, 'a fresh jti each time')
})

t.test('tokens: refusals, lying issuers, bad keys', async t => {
  const { app, issuer } = await startIssuer()
  t.teardown(() => app.close())
  const shared = { clientId: 'c', audience: 'urn:unefois:hub', privateKey: pem }
  const refused = createTokenSource({ ...shared, issuer, scope: 'nothing' })
  await t.rejects(refused.token(), new TokenError('invalid_scope'))
  const lying = createTokenSource({ ...shared, issuer: `${issuer}/` })
  await t.rejects(lying.token(), new TokenError('not_the_issuer'))
  const secp = generateKeyPairSync('ec', { namedCurve: 'secp384r1' }).privateKey
  const bad = [
    'not a key',
    '{"kty":"EC"}',
    secp.export({ type: 'pkcs8', format: 'pem' }).toString(),
  ]
  for (const privateKey of bad) {
    t.throws(() => createTokenSource({ ...shared, issuer, privateKey }), /^the private key/)
  }
})

t.test('a 401 renews the token once', async t => {
  const { app, issuer, forms } = await startIssuer()
  const tokens = createTokenSource({
    issuer,
    clientId: 'client-1',
    privateKey: pem,
    audience: 'urn:unefois:hub',
  })
  const { baseUrl, seen } = await scripted([{ ...busy, status: 401, code: 'token-invalid' }, done])
  const api = createApi({ baseUrl, tokens })
  t.teardown(() => Promise.all([api.close(), app.close()]))
  t.equal((await api.call({ method: 'POST', path: '/v1/x', body: {} })).status, 202)
  t.same(
    seen.map(call => call.authorization),
    ['Bearer token-1', 'Bearer token-2'],
  )
  t.equal(forms.length, 2)
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
