import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { schemas } from '@unefois/contracts'
import { createApi, createTokenSource } from '@unefois/sdk'
import {
  buildService,
  createManualClock,
  defineRoute,
  deskAudience,
  hubAudience,
  registerRoutes,
} from '@unefois/service'
import { freePort, waitUntil } from '@unefois/testing'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import t from 'tap'
import { buildIdentity } from '../src/app.ts'
import { loadSigningKeys } from '../src/issuer/signing-keys.ts'
import { limits } from '../src/limits.ts'
import { askToken, assertion, newClient, startIssuer } from './client.ts'

const caf = newClient('caf-13-system', 'ES256', { agent: 'agt_a1b2c3', roles: ['service', 'lead'] })
const cpam = newClient('cpam-13-desk', 'EdDSA', { agency: 'cpam-13' })
const hub = newClient('hub-registry', 'ES256', {
  agency: 'hub',
  scopes: ['snapshot', 'registry-admin', 'cases'],
})

const started = await startIssuer([caf, cpam, hub], await freePort())
const { issuer } = started
t.teardown(() => started.close())

async function tokenOf(client: typeof caf, form: Record<string, string | undefined> = {}) {
  return askToken(issuer, { client_assertion: await assertion(client, issuer), ...form })
}

t.test('an access token: RFC 9068, five minutes, agency and agent', async t => {
  const answer = await tokenOf(caf)
  t.equal(answer.status, 200)
  t.match(answer.body, { token_type: 'Bearer', expires_in: 300, scope: 'signals receive' })
  const token = answer.body.access_token ?? ''
  t.match(decodeProtectedHeader(token), { alg: 'ES256', typ: 'at+jwt' })
  const { iat = 0, exp = 0, jti, ...claims } = decodeJwt(token)
  t.equal(exp - iat, limits.accessTokenLifetimeSec)
  t.type(jti, 'string')
  t.strictSame(claims, {
    iss: issuer,
    sub: 'caf-13-system',
    client_id: 'caf-13-system',
    aud: hubAudience,
    scope: 'signals receive',
    agency: 'caf-13',
    agent: 'agt_a1b2c3',
    roles: ['service', 'lead'],
  })
  const system = decodeJwt((await tokenOf(cpam)).body.access_token ?? '')
  t.notOk('agent' in system, 'no agent: the system itself')
})

t.test('resources and scopes', async t => {
  const desk = (agency: string) => ({ resource: deskAudience(agency) })
  t.equal((await tokenOf(caf, desk('caf-13'))).body.scope, 'cases')
  t.equal((await tokenOf(hub, desk('cpam-13'))).status, 200, 'the hub may ask for any desk')
  const refusedResources = [
    deskAudience('cpam-13'),
    undefined,
    'urn:unefois:desk:',
    'urn:unefois:hub2',
    'https://elsewhere.example',
    'not a uri',
  ]
  for (const resource of refusedResources) {
    t.match(await tokenOf(caf, { resource }), { status: 400, body: { error: 'invalid_target' } })
  }
  t.equal((await tokenOf(hub, { resource: 'urn:unefois:desk:../x' })).status, 400)
  t.equal((await tokenOf(caf, { scope: 'signals' })).body.scope, 'signals')
  const foreign = [
    'registry-admin',
    'signals snapshot',
    'cases signals',
    'openid',
    '253072B07300470',
  ]
  for (const scope of foreign) {
    t.match(await tokenOf(caf, { scope }), { status: 400, body: { error: 'invalid_scope' } }, scope)
  }
})

t.test('metadata names the configured issuer whatever Host is sent', async t => {
  for (const headers of [{}, { host: 'evil.example', 'x-forwarded-host': 'evil.example' }]) {
    const answer = await started.app.inject({ url: '/.well-known/openid-configuration', headers })
    const metadata = answer.json()
    t.equal(metadata.issuer, issuer)
    t.equal(metadata.token_endpoint, `${issuer}/token`)
    t.equal(metadata.jwks_uri, `${issuer}/jwks`)
    t.strictSame(metadata.token_endpoint_auth_methods_supported, ['private_key_jwt'])
    t.notMatch(answer.body, /evil/)
  }
  const keys = (await started.app.inject('/jwks')).json().keys
  t.equal(keys.length, 1)
  t.notOk('d' in keys[0], 'only public members')
})

t.test('the clients file: read again on change, refused whole', async t => {
  const late = newClient('late', 'ES256')
  t.equal((await tokenOf(late)).status, 401)
  const good = [caf, cpam, hub, late].map(client => client.entry)
  started.writeClients(good)
  t.equal((await tokenOf(late)).status, 200)
  started.writeClients([caf.entry, cpam.entry, { ...hub.entry, roles: [] }])
  t.equal((await tokenOf(late)).status, 401, 'a client that is gone gets no more')
  const privateJwk = { keys: [late.privateKey.export({ format: 'jwk' })] }
  const bad: unknown[] = [
    '{not json',
    { clients: good },
    [...good, caf.entry],
    [{ ...caf.entry, jwks: privateJwk }],
    [{ ...caf.entry, name: 'x' }],
    [{ ...caf.entry, agency: 'CAF 13' }],
    [{ ...caf.entry, scopes: ['everything'] }],
    [{ ...caf.entry, roles: ['king'] }],
  ]
  for (const content of bad) {
    const before = started.logged.length
    started.writeClients(content)
    t.equal((await tokenOf(cpam)).status, 200, 'the last good list stays in force')
    const said = started.logged.slice(before).filter(line => line.includes('clients-refused'))
    t.equal(said.length, 1, 'and it is said once')
  }
  started.writeClients(good)
})

t.test('signing keys: private files, kept over a restart, rotated by age', async t => {
  const folder = join(started.folder, 'own-keys')
  const created: string[] = []
  const load = (nowMs: number) => loadSigningKeys(folder, nowMs, keyId => created.push(keyId))
  const day = 86_400_000
  const first = load(0)
  t.equal(statSync(folder).mode & 0o777, 0o700)
  for (const name of readdirSync(folder)) t.equal(statSync(join(folder, name)).mode & 0o777, 0o600)
  t.same(load(89 * day), first, 'a restart changes nothing')
  const second = load(90 * day)
  t.equal(second.length, 2)
  t.equal(second[1]?.kid, first[0]?.kid, 'the previous one stays published')
  const third = load(181 * day)
  t.same([third.length, third[1]?.kid], [limits.signingKeysKept, second[0]?.kid])
  t.equal(new Set(created).size, 3)
  const [file = ''] = readdirSync(folder)
  t.match(readFileSync(join(folder, file), 'utf8'), /"d":/)
  writeFileSync(join(folder, file), '[{}]')
  t.throws(() => load(0), /damaged/)
})

t.test('production wants https, development loopback', t => {
  const deps = {
    clientsFile: join(started.folder, 'clients.json'),
    keysFolder: join(started.folder, 'keys'),
    clock: createManualClock(0),
    log: () => undefined,
  }
  const build = (url: string, profile: 'development' | 'production') => () =>
    buildIdentity({ ...deps, issuer: url, profile })
  t.throws(build('http://127.0.0.1:4600', 'production'), /must be https/)
  t.throws(build('http://10.0.0.1:4600', 'development'), /must be https/)
  t.doesNotThrow(build('https://issuer.example', 'production'))
  t.doesNotThrow(build('http://localhost:4600', 'development'))
  t.end()
})

t.test('from the SDK through the issuer to a service', async t => {
  const app = buildService({
    name: 'test',
    log: () => undefined,
    clock: createManualClock(0),
    contracts: schemas,
    ready: async () => ({ ok: true, reasons: [] }),
    auth: { issuer, audience: deskAudience('cpam-13') },
  })
  registerRoutes(app, [
    defineRoute({
      method: 'GET',
      url: '/me',
      summary: 'x',
      scopes: ['cases'],
      handler: request => request.caller,
    }),
  ])
  const baseUrl = await app.listen({ port: 0, host: '127.0.0.1' })
  const privateKey = cpam.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const shared = { issuer, clientId: 'cpam-13-desk', privateKey }
  const tokens = createTokenSource({ ...shared, audience: deskAudience('cpam-13') })
  const api = createApi({ baseUrl, tokens })
  const toHub = createApi({
    baseUrl,
    tokens: createTokenSource({ ...shared, audience: hubAudience }),
  })
  t.teardown(() => Promise.all([api.close(), toHub.close(), app.close()]))
  t.match(await api.ok({ method: 'GET', path: '/me' }), { agency: 'cpam-13', scopes: ['cases'] })
  t.equal(
    (await toHub.call({ method: 'GET', path: '/me' })).status,
    401,
    'a hub token opens no desk',
  )
})

t.test('as a process: settings from the environment, no noise, ends on SIGTERM', async t => {
  const [port, opsPort] = [await freePort(), await freePort()]
  const child = spawn(process.execPath, [join(import.meta.dirname, '../src/main.ts')], {
    env: {
      PORT: String(port),
      OPS_PORT: String(opsPort),
      PROFILE: 'development',
      ISSUER_URL: `http://127.0.0.1:${port}`,
      CLIENTS_FILE: join(started.folder, 'clients.json'),
      KEYS_DIR: join(started.folder, 'process-keys'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'close')
  let [output, noise] = ['', '']
  child.stdout.on('data', chunk => {
    output += chunk
  })
  child.stderr.on('data', chunk => {
    noise += chunk
  })
  await waitUntil('the identity service starts', () => output.includes('service-started'))
  const own = `http://127.0.0.1:${port}`
  const answer = await askToken(own, { client_assertion: await assertion(caf, own) })
  t.equal(answer.status, 200)
  const metrics = await (await fetch(`http://127.0.0.1:${opsPort}/metrics`)).text()
  t.match(metrics, /http_server_request_duration_count/)
  child.kill('SIGTERM')
  t.same(await ended, [0, null])
  t.equal(noise, '')
  for (const line of output.trim().split('\n')) t.match(JSON.parse(line), { service: 'identity' })
})
