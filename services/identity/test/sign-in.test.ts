import { createHash, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { pageLimits } from '@unefois/pages'
import { createManualClock } from '@unefois/service'
import { createVisitor, type Sight, signInAs, type Visitor } from '@unefois/testing'
import t, { type Test } from 'tap'
import { buildIdentity } from '../src/app.ts'
import { assertion } from './client.ts'
import { startConsole } from './console.ts'

const started = await startConsole()
const { url: consoleUrl, issuer, folder, client, traced } = started
t.teardown(() => started.close())

const done = `${consoleUrl}/sign-in/done`
/** Up to the address with the code, which is not visited. */
const start = (visitor: Visitor) =>
  signInAs(visitor, `${consoleUrl}/`, 'hub-dpo', { stopBefore: done })
const isRefused = (t: Test, sight: Sight, why: string) => {
  t.equal(sight.status, 400, why)
  t.match(sight.body, 'La connexion n’a pas abouti')
}

t.test('a person signs in, and the console knows agency, agent and role', async t => {
  const visitor = createVisitor()
  const sight = await signInAs(visitor, `${consoleUrl}/hub?after=7`, 'hub-dpo')
  t.equal(sight.status, 200)
  t.equal(sight.url.href, `${consoleUrl}/hub?after=7`, 'back to where they wanted to go')
  t.match(sight.body, '<h1>only the hub 7</h1>')
  t.match(sight.body, '<span>hub-dpo (Name of hub)</span>')
  const home = await visitor.get(consoleUrl)
  t.match(home.body, '<h1>hub agt_hubdpo dpo hub-dpo (Name of hub)</h1>')
  t.match(traced, [{ agency: 'hub', agent: 'agt_hubdpo', clientId: 'hub-audit', scopes: [] }])
  t.notMatch(sight.trail.join(' '), /token|eyJ/, 'no token in any address')
  const code = /[?&]code=([\w-]+)/u.exec(sight.trail.join(' '))?.[1] ?? 'none'
  t.notMatch(started.logs(), new RegExp(`${code}|eyJ|agt_hubdpo`, 'u'))
  t.notMatch(sight.headers.get('set-cookie') ?? '', /eyJ/)
})

t.test('the request to the issuer: code, PKCE S256, state, nonce, login asked again', async t => {
  const visitor = createVisitor()
  const login = await visitor.get(consoleUrl)
  const asked = new URL(login.trail.find(url => url.startsWith(`${issuer}/auth`)) ?? '')
  t.match(Object.fromEntries(asked.searchParams), {
    client_id: 'hub-audit',
    response_type: 'code',
    redirect_uri: done,
    scope: 'openid',
    code_challenge_method: 'S256',
    code_challenge: /^[\w-]{43}$/u,
    state: /^[\w-]{43}$/u,
    nonce: /^[\w-]{43}$/u,
    prompt: 'login',
  })
  t.match(login.headers.get('content-security-policy'), `form-action 'self' ${consoleUrl};`)
  t.match(login.body, '<optgroup label="Name of caf-13">')
  const cookie = [...visitor.cookies.keys()]
  t.ok(cookie.includes('hub-audit-pending'))
  const empty = await visitor.submit(login, { account: '' })
  t.match([empty.status, empty.body], [422, /aria-invalid="true"/])
  t.equal((await visitor.submit(login, { account: 'nobody' })).status, 422)
  const foreign = await fetch(login.url, {
    method: 'POST',
    headers: { cookie: `unefois-form=${visitor.cookies.get('unefois-form')}` },
    body: new URLSearchParams({ account: 'hub-dpo' }),
  })
  t.equal(foreign.status, 403, 'a form of another page chooses nobody')
  for (const path of ['auth', 'login']) {
    t.equal((await fetch(`${issuer}/${path}/253072B07300470`)).status, 404, 'no such sign-in')
  }
  const other = await fetch(login.url)
  t.equal(other.status, 400, 'nor is it another browser’s')
})

t.test('what was tampered with on the way is refused', async t => {
  const changes: [string, (url: URL) => void][] = [
    ['state', url => url.pathname === '/sign-in/done' && url.searchParams.set('state', 'x')],
    ['code', url => url.pathname === '/sign-in/done' && url.searchParams.set('code', 'x')],
    ['issuer', url => url.searchParams.has('iss') && url.searchParams.set('iss', consoleUrl)],
    ['nonce', url => url.searchParams.has('nonce') && url.searchParams.set('nonce', 'x')],
    [
      'challenge',
      url => {
        const other = createHash('sha256').update('other').digest('base64url')
        if (url.searchParams.has('nonce')) url.searchParams.set('code_challenge', other)
      },
    ],
  ]
  for (const [name, change] of changes) {
    const visitor = createVisitor()
    const login = await visitor.get(consoleUrl, { change })
    const sight = await visitor.submit(login, { account: 'hub-dpo' }, { change })
    isRefused(t, sight, name)
    t.notOk(visitor.cookies.has('hub-audit'), 'no session')
  }
  const [one, two] = [createVisitor(), createVisitor()]
  const sight = await start(one)
  isRefused(t, await two.get(sight.url), 'another browser has no part in it')
})

t.test('a code is good once, however it comes back', async t => {
  const visitor = createVisitor()
  const { url } = await start(visitor)
  const pending = visitor.cookies.get('hub-audit-pending') ?? ''
  t.equal((await visitor.get(url)).status, 200)
  const thief = createVisitor()
  thief.cookies.set('hub-audit-pending', pending)
  isRefused(t, await thief.get(url), 'again')

  const twice = [createVisitor(), createVisitor()] as const
  const second = await start(twice[0])
  twice[1].cookies.set('hub-audit-pending', twice[0].cookies.get('hub-audit-pending') ?? '')
  const both = await Promise.all(twice.map(each => each.get(second.url)))
  t.ok(both.filter(({ status }) => status === 200).length <= 1, 'of two at once at most one passes')
})

t.test('at the issuer itself: no code without PKCE, no token for a wrong verifier', async t => {
  const verifier = randomBytes(32).toString('base64url')
  const request = (changes: Record<string, string | undefined> = {}) => {
    const all = {
      client_id: client.clientId,
      response_type: 'code',
      redirect_uri: done,
      scope: 'openid',
      state: 's',
      nonce: 'n',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...changes,
    }
    const url = new URL(`${issuer}/auth`)
    for (const [name, value] of Object.entries(all)) {
      if (value !== undefined) url.searchParams.set(name, value)
    }
    return url
  }
  const to = { stopBefore: done }
  const bare = await createVisitor().get(request({ code_challenge: undefined }), to)
  t.equal(bare.url.searchParams.get('error'), 'invalid_request', 'PKCE is required')
  const plain = await createVisitor().get(request({ code_challenge_method: 'plain' }), to)
  t.equal(plain.url.searchParams.get('error'), 'invalid_request', 'plain is no PKCE')
  const wide = await createVisitor().get(request({ resource: 'urn:unefois:hub' }), to)
  t.equal(wide.url.searchParams.get('error'), 'invalid_target', 'a sign-in opens no service')
  const away = await createVisitor().get(request({ redirect_uri: 'https://evil.example/' }))
  t.match([away.status, away.url.href], [400, `${issuer}/login-refused`], 'no way out elsewhere')

  const codeFor = async () => {
    const visitor = createVisitor()
    const login = await visitor.get(request())
    const back = await visitor.submit(login, { account: 'hub-dpo' }, to)
    return back.url.searchParams.get('code') ?? ''
  }
  const redeem = async (code: string, code_verifier: string) => {
    const form = {
      grant_type: 'authorization_code',
      code,
      code_verifier,
      redirect_uri: done,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await assertion(client, issuer),
    }
    const answer = await fetch(`${issuer}/token`, {
      method: 'POST',
      body: new URLSearchParams(form),
    })
    const body: Record<string, string> = JSON.parse(await answer.text())
    return { status: answer.status, body }
  }
  const wrong = await codeFor()
  const refusal = { status: 400, body: { error: 'invalid_grant' } }
  t.match(await redeem(wrong, randomBytes(32).toString('base64url')), refusal)
  const right = await codeFor()
  const [first, again] = await Promise.all([redeem(right, verifier), redeem(right, verifier)])
  t.same([first.status, again.status].sort(), [200, 400], 'of two at once one passes')
  const { body } = first.status === 200 ? first : again
  t.notMatch(body.access_token, /\./, 'an access token that no service takes')
  t.notOk('refresh_token' in body)
})

t.test('a session ends: idle, by its age, by signing out', async t => {
  const visitor = createVisitor()
  await signInAs(visitor, consoleUrl, 'hub-dpo')
  const isIn = async () => (await visitor.get(consoleUrl)).url.origin === consoleUrl
  started.advance(pageLimits.sessionIdleMsMax - 1)
  t.ok(await isIn())
  started.advance(pageLimits.sessionIdleMsMax)
  t.notOk(await isIn(), 'after a quarter of an hour unused')

  await signInAs(visitor, consoleUrl, 'hub-dpo')
  for (let spent = 0; spent < pageLimits.sessionLifeMsMax; spent += 600_000) {
    if (spent > 0) t.ok(await isIn())
    started.advance(600_000)
  }
  t.notOk(await isIn(), 'after a day’s work, however busy')

  const home = await signInAs(visitor, consoleUrl, 'hub-dpo')
  const kept = visitor.cookies.get('hub-audit') ?? ''
  const out = await visitor.submit(home, {})
  t.match([out.status, out.url.pathname], [200, '/signed-out'])
  t.notOk(visitor.cookies.has('hub-audit'))
  visitor.cookies.set('hub-audit', kept)
  t.notOk(await isIn(), 'the old cookie opens nothing')

  const slow = await start(visitor)
  started.advance(pageLimits.signInMsMax)
  isRefused(t, await visitor.get(slow.url), 'a sign-in left lying')
})

t.test('a second person signs in where a first one was', async t => {
  const visitor = createVisitor()
  const first = await signInAs(visitor, consoleUrl, 'hub-dpo')
  await visitor.submit(first, {})
  const second = await signInAs(visitor, consoleUrl, 'caf-13-dpo')
  t.equal(second.url.origin, consoleUrl)
  t.match(second.body, '<h1>caf-13 agt_caf13dpo dpo')
})

t.test('who has another role or agency stays out', async t => {
  const adviser = await signInAs(createVisitor(), consoleUrl, 'caf-13-adviser')
  t.match([adviser.status, adviser.url.pathname], [403, '/sign-in/done'])
  const operator = createVisitor()
  t.equal((await signInAs(operator, consoleUrl, 'hub-operator')).status, 403)
  const agency = createVisitor()
  t.match((await signInAs(agency, consoleUrl, 'caf-13-dpo')).body, '<h1>caf-13 agt_caf13dpo dpo')
  t.equal((await agency.get(`${consoleUrl}/hub`)).status, 403)
})

t.test('sample accounts are for development; nobody else signs in anywhere else', async t => {
  const deps = {
    clientsFile: join(folder, 'clients.json'),
    keysFolder: join(folder, 'other-keys'),
    clock: createManualClock(0),
    log: () => undefined,
  }
  const accountsFile = join(folder, 'accounts.json')
  const build = (more: { issuer: string; profile: 'development' | 'production' }) => () =>
    buildIdentity({ ...deps, ...more, accountsFile })
  t.throws(build({ issuer: 'https://issuer.example', profile: 'production' }), /development only/)
  const far = build({ issuer: 'https://issuer.example', profile: 'development' })
  t.throws(far, /this machine/)
  const without = buildIdentity({ ...deps, issuer, profile: 'development' })
  for (const url of ['/auth', '/auth/x', '/login/x123456789', '/login-refused']) {
    t.equal((await without.inject(url)).statusCode, 404, url)
  }
  const metadata = (await without.inject('/.well-known/openid-configuration')).json()
  t.notSame(metadata.response_types_supported, ['code'])
})
