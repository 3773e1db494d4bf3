import { sign } from 'node:crypto'
import { schemas, validatorFor } from '@unefois/contracts'
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { createKeySet } from '../src/auth/key-set.ts'
import { createTokenCache } from '../src/auth/token-cache.ts'
import {
  buildService,
  createManualClock,
  defineRoute,
  limits,
  registerRoutes,
} from '../src/index.ts'
import {
  honestClaims,
  inputOf,
  jwkOf,
  makeHmacToken,
  makeToken,
  newKeys,
  type SigningKeys,
  startIssuer,
} from './issuer.ts'

const isProblem = validatorFor('urn:unefois:contracts:problem.v1')

function buildHub(issuer: string): FastifyInstance {
  const app = buildService({
    name: 'hub',
    log: () => undefined,
    clock: createManualClock(Date.now()),
    contracts: schemas,
    ready: async () => ({ ok: true, reasons: [] }),
    auth: { issuer, audience: 'urn:unefois:hub' },
  })
  const route = { method: 'GET', summary: 'Who am I', response: { 200: null } } as const
  registerRoutes(app, [
    defineRoute({ ...route, url: '/me', scopes: ['signals'], handler: request => request.caller }),
    defineRoute({ ...route, url: '/cases', scopes: ['cases', 'receive'], handler: () => ({}) }),
    defineRoute({
      ...route,
      url: '/dpo',
      scopes: ['figures'],
      roles: ['dpo'],
      handler: () => ({}),
    }),
  ])
  return app
}

async function ask(app: FastifyInstance, token: string | undefined, url = '/me') {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` }
  return app.inject({ method: 'GET', url, headers })
}

/** Everything an attacker made up, by name. `keys` are the issuer's own, `evil` the attacker's. */
function hostileTokens(issuer: string, keys: SigningKeys): Record<string, string> {
  const evil = newKeys('ES256', keys.kid)
  const claims = honestClaims(issuer)
  const other = (changes: Record<string, unknown>) => makeToken(keys, honestClaims(issuer, changes))
  const headed = (header: Record<string, unknown>) => makeToken(keys, claims, header)
  const forged = (header: Record<string, unknown>) => makeToken(evil, claims, header)
  const pem = keys.publicKey.export({ type: 'spki', format: 'pem' }).toString()
  const nowSec = Math.floor(Date.now() / 1_000)
  const unsigned = (alg: string) => `${inputOf(keys, claims, { alg })}.`
  const good = makeToken(keys, claims)
  const [head = '', body = '', signature = ''] = good.split('.')
  const der = sign('sha256', Buffer.from(`${head}.${body}`), keys.privateKey).toString('base64url')
  const fromOtherBody = inputOf(keys, honestClaims(issuer, { agency: 'hub' })).split('.')[1]
  return {
    'alg none': unsigned('none'),
    'alg None': unsigned('None'),
    'alg none with the signature of a good token': `${unsigned('none')}${signature}`,
    'alg ES256 without signature': unsigned('ES256'),
    'alg empty': headed({ alg: '' }),
    'alg absent': headed({ alg: undefined }),
    'alg ES384': headed({ alg: 'ES384' }),
    'alg RS256': headed({ alg: 'RS256' }),
    'alg EdDSA on a P-256 key': headed({ alg: 'EdDSA' }),
    'HS256 with the public key as PEM': makeHmacToken(keys, claims, pem),
    'HS256 with the public key as trimmed PEM': makeHmacToken(keys, claims, pem.trim()),
    'HS256 with the public key as DER': makeHmacToken(
      keys,
      claims,
      keys.publicKey.export({ type: 'spki', format: 'der' }),
    ),
    'HS256 with the JWK': makeHmacToken(keys, claims, JSON.stringify(jwkOf(keys))),
    'HS256 with an empty key': makeHmacToken(keys, claims, ''),
    'crit unknown': headed({ crit: ['b64x'], b64x: true }),
    'crit b64': headed({ crit: ['b64'], b64: false }),
    'crit empty': headed({ crit: [] }),
    'crit null': headed({ crit: null }),
    'unknown member': headed({ zip: 'DEF' }),
    'jku of the attacker': forged({ jku: `${issuer}/attacker.json` }),
    'x5u of the attacker': forged({ x5u: `${issuer}/attacker.json` }),
    'jwk of the attacker': forged({ jwk: jwkOf(evil) }),
    'x5c of the attacker': forged({ x5c: ['AAAA'] }),
    'jku on an honest token': headed({ jku: `${issuer}/keys` }),
    'kid with a path': headed({ kid: '../../../../dev/null' }),
    'kid with SQL': headed({ kid: "x' UNION SELECT 'secret' --" }),
    'kid as a list': headed({ kid: [keys.kid] }),
    'kid __proto__': headed({ kid: '__proto__' }),
    'kid constructor': headed({ kid: 'constructor' }),
    'kid unknown': headed({ kid: 'unknown' }),
    'kid absent': headed({ kid: undefined }),
    'typ JWT': headed({ typ: 'JWT' }),
    'typ id token': headed({ typ: 'id+jwt' }),
    'typ absent': headed({ typ: undefined }),
    'iss other': other({ iss: 'http://127.0.0.1:1' }),
    'iss absent': other({ iss: undefined }),
    'iss with a slash more': other({ iss: `${issuer}/` }),
    'aud of a desk': other({ aud: 'urn:unefois:desk:caf-13' }),
    'aud absent': other({ aud: undefined }),
    'aud list of others': other({ aud: ['urn:unefois:desk:caf-13', 'urn:unefois:hub2'] }),
    expired: other({ iat: nowSec - 900, exp: nowSec - 600 }),
    'exp absent': other({ exp: undefined }),
    'exp as text': other({ exp: `${nowSec + 60}` }),
    'exp far away': other({ exp: nowSec + 86_400 }),
    'iat in the future': other({ iat: nowSec + 120, exp: nowSec + 200 }),
    'nbf in the future': other({ nbf: nowSec + 120 }),
    'agency absent': other({ agency: undefined }),
    'agency not an id': other({ agency: 'CAF 13; drop' }),
    'agent not an id': other({ agent: 'Jeanne Martin' }),
    'client_id absent': other({ client_id: undefined }),
    'bound to a key we do not check': other({ cnf: { jkt: 'x' } }),
    'signed by another key under the same kid': makeToken(evil, claims),
    'signature of zeros': `${head}.${body}.${Buffer.alloc(64).toString('base64url')}`,
    'signature in DER': `${head}.${body}.${der}`,
    'signature of another body': `${head}.${fromOtherBody}.${signature}`,
    'signature cut': `${head}.${body}.${signature.slice(0, -4)}`,
    'four parts': `${good}.x`,
    'two parts': `${head}.${body}`,
    'not base64': `${head}.${body}.${signature.slice(0, -2)}!!`,
    'header not an object': `${Buffer.from('[]').toString('base64url')}.${body}.${signature}`,
    empty: '',
    'a second word': `${good} x`,
    'too long': `${good}${'A'.repeat(limits.tokenCharsMax)}`,
  }
}

t.test('honest tokens, both algorithms', async t => {
  const keys = [newKeys('ES256', 'k1'), newKeys('EdDSA', 'k2')]
  const { issuer, app, asked } = await startIssuer(keys)
  const hub = buildHub(issuer)
  t.teardown(() => Promise.all([hub.close(), app.close()]))
  for (const key of keys) {
    const claims = honestClaims(issuer, {
      agent: 'agt_a1b2c3',
      scope: 'signals made-up openid',
      roles: ['lead', 'king'],
    })
    const answer = await ask(hub, makeToken(key, claims))
    t.equal(answer.statusCode, 200)
    t.strictSame(answer.json(), {
      clientId: 'client-1',
      agency: 'caf-13',
      agent: 'agt_a1b2c3',
      roles: ['lead'],
      scopes: ['signals'],
      environmentOf: 'participant',
    })
  }
  const list = honestClaims(issuer, { aud: ['urn:other', 'urn:unefois:hub'], agency: 'hub' })
  const asHub = await ask(hub, makeToken(newest(keys), list))
  t.equal(asHub.json().environmentOf, 'hub')
  t.equal(asked.keys, 1, 'the issuer was asked for its keys once')
})

const newest = (keys: readonly SigningKeys[]): SigningKeys => {
  const [first] = keys
  if (first === undefined) throw new Error('no keys')
  return first
}

t.test('hostile tokens are refused as problem+json that says nothing of them', async t => {
  const keys = newKeys('ES256', 'k1')
  const { issuer, app, asked } = await startIssuer([keys])
  const hub = buildHub(issuer)
  t.teardown(() => Promise.all([hub.close(), app.close()]))
  const good = makeToken(keys, honestClaims(issuer))
  t.equal((await ask(hub, good)).statusCode, 200, 'a good token is cached first')
  for (const [name, token] of Object.entries(hostileTokens(issuer, keys))) {
    const answer = await ask(hub, token)
    t.equal(answer.statusCode, 401, `${name}: ${answer.statusCode}`)
    t.match(answer.headers['content-type'], /^application\/problem\+json/)
    t.match(answer.headers['www-authenticate'], /^Bearer/)
    t.ok(isProblem(answer.json()), `${name}: problem.v1`)
    t.equal(answer.json().code, 'token-invalid', name)
    t.notOk(answer.body.includes('agency'), 'the reason stays with us')
  }
  t.equal(asked.attacker, 0, 'no address of a header was visited')
  t.ok(asked.keys <= 2, 'made-up key ids do not make us flood the issuer')
  t.equal((await ask(hub, good)).statusCode, 200, 'and the good one still works')
})

t.test('no token, other schemes, scopes and roles', async t => {
  const keys = newKeys('EdDSA', 'k1')
  const { issuer, app } = await startIssuer([keys])
  const hub = buildHub(issuer)
  t.teardown(() => Promise.all([hub.close(), app.close()]))
  const none = await ask(hub, undefined)
  t.equal(none.statusCode, 401)
  t.equal(none.headers['www-authenticate'], 'Bearer')
  t.equal(none.json().code, 'token-missing')
  const basic = await hub.inject({ url: '/me', headers: { authorization: 'Basic YTpi' } })
  t.equal(basic.statusCode, 401)
  const token = makeToken(keys, honestClaims(issuer))
  t.equal((await ask(hub, token, '/cases')).json().code, 'scope-missing')
  t.equal((await ask(hub, token, '/dpo')).json().code, 'role-missing')
  t.equal((await ask(hub, token, '/dpo')).statusCode, 403)
  const scoped = makeToken(keys, honestClaims(issuer, { scope: 'receive' }))
  t.equal((await ask(hub, scoped, '/cases')).statusCode, 200, 'one of the scopes is enough')
  const dpo = makeToken(keys, honestClaims(issuer, { roles: ['dpo'] }))
  t.equal((await ask(hub, dpo, '/dpo')).statusCode, 200)
})

t.test('a silent or lying issuer: 503, and cached tokens go on', async t => {
  const keys = newKeys('ES256', 'k1')
  const { issuer, app, metadata } = await startIssuer([keys])
  const honest = { ...metadata }
  for (const lie of [{ issuer: 'http://127.0.0.1:1' }, { jwks_uri: 'http://127.0.0.1:1/keys' }]) {
    Object.assign(metadata, honest, lie)
    const misled = buildHub(issuer)
    const answer = await ask(misled, makeToken(keys, honestClaims(issuer)))
    t.equal(answer.statusCode, 503, JSON.stringify(Object.keys(lie)))
    t.ok(Number(answer.headers['retry-after']) > 0)
    await misled.close()
  }
  Object.assign(metadata, honest)
  const hub = buildHub(issuer)
  const token = makeToken(keys, honestClaims(issuer))
  t.equal((await ask(hub, token)).statusCode, 200)
  await app.close()
  t.equal((await ask(hub, token)).statusCode, 200, 'the cached token needs no issuer')
  const late = buildHub(issuer)
  t.equal((await ask(late, token)).statusCode, 503, 'nor is a token taken unverified')
  await Promise.all([hub.close(), late.close()])
})

t.test('keys: cool-down, age, withdrawal', async t => {
  const first = newKeys('ES256', 'first')
  const listed = [first]
  const { issuer, app, asked } = await startIssuer(listed)
  t.teardown(() => app.close())
  let nowMs = 1_000_000
  let changed = 0
  const keySet = createKeySet({ issuer, nowMs: () => nowMs, onChanged: () => (changed += 1) })
  t.equal((await keySet.find('first'))?.alg, 'ES256')
  for (let i = 0; i < 50; i += 1) t.equal(await keySet.find(`made-up-${i}`), undefined)
  t.equal(asked.keys, 1, '50 unknown ids within the cool-down ask nothing')
  listed.push(newKeys('EdDSA', 'second'))
  nowMs += limits.keySetCoolDownMs
  const both = await Promise.all([keySet.find('second'), keySet.find('second')])
  t.same(
    both.map(key => key?.alg),
    ['EdDSA', 'EdDSA'],
  )
  t.equal(asked.keys, 2, 'two at once ask once')
  listed.shift()
  t.ok(await keySet.find('first'), 'held until its age')
  nowMs += limits.keySetAgeMsMax
  t.equal(await keySet.find('first'), undefined, 'a withdrawn key ends')
  t.equal(changed, 1, 'and the cached tokens are told')
  await app.close()
  nowMs += limits.keySetAgeMsMax
  t.ok(await keySet.find('second'), 'a silent issuer is bridged')
  nowMs += limits.keySetStaleMsMax
  await t.rejects(keySet.find('second'), 'but not for ever')
})

t.test('the token cache is bounded and forgets at expiry', async t => {
  let nowMs = 0
  const cache = createTokenCache(3, () => nowMs)
  const caller = {
    clientId: 'c',
    agency: 'a',
    roles: [],
    scopes: [],
    environmentOf: 'hub',
  } as const
  for (const token of ['a', 'b', 'c', 'd']) cache.keep(token, caller, 10)
  t.equal(cache.size, 3)
  t.equal(cache.find('a'), undefined, 'the oldest made room')
  t.equal(cache.find('d'), caller)
  nowMs = 10
  t.equal(cache.find('d'), undefined)
})
