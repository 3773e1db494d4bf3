import { createHmac } from 'node:crypto'
import { freePort } from '@unefois/testing'
import t from 'tap'
import { createSeenAssertions } from '../src/issuer/adapter.ts'
import { askToken, assertion, newClient, startIssuer } from './client.ts'

const caf = newClient('caf-13-system', 'ES256')
const cpam = newClient('cpam-13-desk', 'EdDSA', { agency: 'cpam-13' })
const startedSec = Math.floor(Date.now() / 1_000)
const started = await startIssuer([caf, cpam], await freePort())
const { issuer } = started
t.teardown(() => started.close())

t.test('an assertion works once, also when it arrives many times at once', async t => {
  const once = await assertion(caf, issuer)
  t.equal((await askToken(issuer, { client_assertion: once })).status, 200)
  const again = await askToken(issuer, { client_assertion: once })
  t.match(again, { status: 401, body: { error: 'invalid_client' } })
  const raced = await assertion(cpam, issuer)
  const asked = Array.from({ length: 20 }, () => askToken(issuer, { client_assertion: raced }))
  const statuses = (await Promise.all(asked)).map(answer => answer.status)
  t.equal(statuses.filter(status => status === 200).length, 1)
  const seen = createSeenAssertions()
  t.same(
    [seen.reserve('a', 0), seen.reserve('a', 60_000), seen.reserve('a', 80_000)],
    [true, false, true],
  )
})

t.test('assertions that are not what contracts.md asks for', async t => {
  const nowSec = Math.floor(Date.now() / 1_000)
  const jwk = caf.publicKey.export({ format: 'jwk' })
  const made: Record<string, Promise<string> | string> = {
    'aud of the token endpoint': assertion(caf, `${issuer}/token`),
    'aud with a slash': assertion(caf, `${issuer}/`),
    'aud list with the issuer': assertion(caf, issuer, { aud: [issuer, 'https://x.example'] }),
    'aud other': assertion(caf, 'https://x.example'),
    'aud absent': assertion(caf, issuer, { aud: undefined }),
    'lives 61 s': assertion(caf, issuer, { exp: nowSec + 61, iat: nowSec }),
    'lives an hour': assertion(caf, issuer, { exp: nowSec + 3_600 }),
    expired: assertion(caf, issuer, { iat: nowSec - 60, exp: nowSec - 10 }),
    'issued before the issuer started': assertion(caf, issuer, {
      iat: startedSec - 10,
      exp: nowSec + 40,
    }),
    'issued in the future': assertion(caf, issuer, { iat: nowSec + 3_000, exp: nowSec + 3_030 }),
    'iat absent': assertion(caf, issuer, { iat: undefined }),
    'exp absent': assertion(caf, issuer, { exp: undefined }),
    'jti absent': assertion(caf, issuer, { jti: undefined }),
    'jti too long': assertion(caf, issuer, { jti: 'x'.repeat(129) }),
    'iss of another client': assertion(caf, issuer, { iss: 'cpam-13-desk' }),
    'sub of another client': assertion(caf, issuer, { sub: 'cpam-13-desk' }),
    'iss and sub of another client': assertion(caf, issuer, {
      iss: 'cpam-13-desk',
      sub: 'cpam-13-desk',
    }),
    'an unknown client': assertion(newClient('nobody', 'ES256'), issuer),
    'a key of its own in the header': assertion(
      newClient('caf-13-system', 'ES256'),
      issuer,
      {},
      { jwk },
    ),
    jku: assertion(caf, issuer, {}, { jku: `${issuer}/jwks` }),
    'crit made up': assertion(caf, issuer, {}, { crit: ['made'], made: 1 }),
    'another key': assertion(newClient('caf-13-system', 'ES256'), issuer),
    'alg none': unsigned(await assertion(caf, issuer), 'none'),
    'HS256 with the public key': hmac(
      await assertion(caf, issuer),
      caf.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    ),
    'not a JWT': 'x.y.z',
  }
  for (const [name, value] of Object.entries(made)) {
    const answer = await askToken(issuer, { client_assertion: await value })
    t.ok(answer.status === 401 || answer.status === 400, `${name}: ${answer.status} ${answer.text}`)
    t.notOk('access_token' in answer.body, name)
  }
  t.equal(
    (await askToken(issuer, { client_assertion: await assertion(caf, issuer) })).status,
    200,
    'an honest one still works',
  )
})

function replaceHeader(token: string, alg: string): string {
  const header = Buffer.from(JSON.stringify({ alg })).toString('base64url')
  return `${header}.${token.split('.')[1]}`
}

const unsigned = (token: string, alg: string): string => `${replaceHeader(token, alg)}.`

function hmac(token: string, secret: string): string {
  const input = replaceHeader(token, 'HS256')
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`
}

t.test('nothing but client credentials by signed assertion; nothing is repeated', async t => {
  const secret = '253072B07300470'
  const forms: Record<string, Record<string, string | undefined>> = {
    'a client secret': { client_id: 'caf-13-system', client_secret: secret },
    'no proof': { client_id: 'caf-13-system' },
    'another grant': { client_assertion: await assertion(caf, issuer), grant_type: 'password' },
    'authorization code': {
      client_assertion: await assertion(caf, issuer),
      grant_type: 'authorization_code',
      code: secret,
    },
    'another assertion type': {
      client_assertion: await assertion(caf, issuer),
      client_assertion_type: secret,
    },
    'a value for a client': { client_id: secret, client_assertion: secret },
    'a value for a scope': { client_assertion: await assertion(caf, issuer), scope: secret },
    'a value for a resource': { client_assertion: await assertion(caf, issuer), resource: secret },
    'a value for a grant': { client_assertion: await assertion(caf, issuer), grant_type: secret },
  }
  for (const [name, form] of Object.entries(forms)) {
    const answer = await askToken(issuer, form)
    t.ok(answer.status >= 400 && answer.status < 500, `${name}: ${answer.status}`)
    t.notOk(answer.text.includes(secret), `${name}: ${answer.text}`)
    t.strictSame(
      Object.keys(answer.body).filter(key => !['error', 'error_description'].includes(key)),
      [],
    )
  }
  const basic = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`caf-13-system:${secret}`).toString('base64')}`,
    },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
  t.equal(basic.status, 400)
  for (const path of ['/auth', '/me', '/reg', '/session/end', '/request', '/token/introspection']) {
    t.equal((await fetch(`${issuer}${path}`)).status, 404, path)
  }
  t.notOk(started.logged.join('').includes(secret), 'nor in the log')
})
