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
import { hostileTokens } from './hostile-tokens.ts'
import { honestClaims, makeToken, newKeys, type SigningKeys, startIssuer } from './issuer.ts'

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
      expiresMs: Number(claims.exp) * 1_000,
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
  const startedMs = performance.now()
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
  const askings = 2 + (performance.now() - startedMs) / limits.keySetCoolDownMs
  t.ok(asked.keys <= askings, 'made-up key ids do not make us flood the issuer')
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
    expiresMs: 10,
  } as const
  for (const token of ['a', 'b', 'c', 'd']) cache.keep(token, caller, 10)
  t.equal(cache.size, 3)
  t.equal(cache.find('a'), undefined, 'the oldest made room')
  t.equal(cache.find('d'), caller)
  nowMs = 10
  t.equal(cache.find('d'), undefined)
})
