import { generateKeyPairSync } from 'node:crypto'
import fastify, { type FastifyInstance } from 'fastify'
import { createLocalJWKSet, jwtVerify } from 'jose'
import t from 'tap'
import { createApi, createTokenSource, limits, TokenError } from '../src/index.ts'
import { busy, done, scripted } from './scripted.ts'

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
  const { baseUrl, seen } = await scripted(t, [
    { ...busy, status: 401, code: 'token-invalid' },
    done,
  ])
  const api = createApi({ baseUrl, tokens })
  t.teardown(() => Promise.all([api.close(), app.close()]))
  t.equal((await api.call({ method: 'POST', path: '/v1/x', body: {} })).status, 202)
  t.same(
    seen.map(call => call.authorization),
    ['Bearer token-1', 'Bearer token-2'],
  )
  t.equal(forms.length, 2)
})
