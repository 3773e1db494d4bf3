import { readdirSync, readFileSync } from 'node:fs'
import t from 'tap'
import { chooseAgreement } from '../src/domain/choose-agreement.ts'
import { openHubKeys } from '../src/hub-keys.ts'
import { lodge, subjectIndexes } from './objection.ts'
import { openHttp } from './open-http.ts'
import { affiliation, aspa, endedAfterDays, newKey } from './sample.ts'

const invalid = new URL('../../../contracts/examples/signal.v1/invalid/', import.meta.url)
const sender = { agency: 'caf-13', scopes: ['signals'] }
const receiver = { agency: 'carsat-sud-est', scopes: ['receive'] }

t.test('the gateway over HTTP', async t => {
  const { parts, app, tokenOf, logged } = await openHttp(t)
  const call = async (
    bearer: Parameters<typeof tokenOf>[0],
    method: 'GET' | 'POST',
    url: string,
    body?: unknown,
    key: string = newKey(),
  ) => {
    const answer = await app.inject({
      method,
      url,
      headers: { authorization: `Bearer ${tokenOf(bearer)}`, 'idempotency-key': key },
      ...(body === undefined ? {} : { payload: body as object }),
    })
    const { headers, body: text } = answer
    return { status: answer.statusCode, headers, text, json: () => answer.json() }
  }
  const post = (body: unknown, key?: string) => call(sender, 'POST', '/v1/signals', body, key)

  await t.test('every invalid example is refused without its value or an unknown name', async t => {
    const files = readdirSync(invalid)
    t.ok(files.length >= 20)
    for (const file of files) {
      const body: unknown = JSON.parse(readFileSync(new URL(file, invalid), 'utf8'))
      const answer = await post(body)
      t.ok(answer.status >= 400 && answer.status < 500, `${file} answers ${answer.status}`)
      t.match(answer.json(), { type: /^\/problems\//, code: String, status: answer.status })
      for (const secret of secretsOf(body)) {
        t.notOk(answer.text.includes(secret), `${file} is not repeated`)
      }
    }
    const [row] = await parts.sql.admin`SELECT count(*)::int AS n FROM exchange.signal`
    t.equal(row?.n, 0, 'nothing is half-written')
  })

  await t.test('post, read, list, withdraw', async t => {
    const key = newKey()
    const body = aspa()
    const first = await post(body, key)
    t.equal(first.status, 202)
    t.strictSame((await post(body, key)).json(), first.json())
    t.equal((await post(aspa(), key)).status, 409)
    const { id } = first.json()
    const seen = await call(sender, 'GET', `/v1/signals/${id}`)
    t.match(seen.json(), { id, status: 'sent', receiver: 'carsat-sud-est' })
    t.match((await call(sender, 'GET', '/v1/signals')).json(), { items: [{ id }] })
    const other = { agency: 'onss', scopes: ['signals'] }
    t.equal((await call(other, 'GET', `/v1/signals/${id}`)).status, 404)
    t.strictSame((await call(other, 'GET', '/v1/signals')).json(), { items: [] })
    t.equal((await call(other, 'POST', `/v1/signals/${id}/withdrawal`)).status, 404)
    t.equal((await call(sender, 'POST', `/v1/signals/${id}/withdrawal`)).status, 202)
    t.equal((await call(sender, 'POST', `/v1/signals/${id}/withdrawal`)).status, 202)
    t.match((await call(sender, 'GET', `/v1/signals/${id}`)).json(), { status: 'sent' })
    await parts.clock.advance(endedAfterDays * 86_400_000)
    t.match((await call(sender, 'GET', `/v1/signals/${id}`)).json(), { status: 'ended' })
  })

  await t.test('each call belongs to a scope', async t => {
    const { id } = (await post(aspa({ observedOn: '2027-03-19' }))).json()
    const calls = [
      ['POST', '/v1/signals', affiliation(), receiver],
      ['GET', '/v1/signals', undefined, receiver],
      ['GET', `/v1/signals/${id}`, undefined, receiver],
      ['POST', `/v1/signals/${id}/withdrawal`, undefined, receiver],
      ['GET', '/v1/feedback', undefined, receiver],
      ['POST', '/v1/releases', { ids: [id] }, sender],
      ['POST', '/v1/case-events', { events: [] }, sender],
      ['GET', '/v1/figures?from=2026-01-01T00:00:00Z&to=2027-01-01T00:00:00Z', undefined, sender],
    ] as const
    for (const [method, url, body, bearer] of calls) {
      t.equal((await call(bearer, method, url, body)).status, 403, `${method} ${url}`)
      const bare = await app.inject({ method, url, ...(body ? { payload: body } : {}) })
      t.equal(bare.statusCode, 401, `${method} ${url} without a token`)
    }
    const figures = '/v1/figures?from=2026-01-01T00:00:00Z&to=2028-01-01T00:00:00Z'
    const theirDpo = { agency: 'caf-13', roles: ['dpo'], scopes: ['figures'] }
    t.equal((await call(theirDpo, 'GET', figures)).status, 403, 'an agency’s officer')
    const exact = await call({ ...theirDpo, agency: 'hub' }, 'GET', figures)
    t.match(exact.json(), { accepted: 2, withdrawn: 1, closed: 0 })
  })

  await t.test('the quota stands in the answer, of objected and refused calls alike', async t => {
    const day = parts.clock.now().toISOString().slice(0, 10)
    const body = aspa({ observedOn: day })
    const objected = aspa({ observedOn: day })
    const keys = openHubKeys(parts.keyStore)
    await lodge(parts.sql.consent, subjectIndexes(keys, objected.subject), parts.newId)
    const agreement = chooseAgreement(parts.registry.current(), 'caf-13', body, day)
    const { quotaPerDay } = agreement
    const resetSec = (Date.parse(`${day}T24:00:00Z`) - parts.nowMs()) / 1_000
    const stands = (remaining: number) => ({
      'ratelimit-policy': `"calls";q=${quotaPerDay};w=86400`,
      ratelimit: `"calls";r=${remaining};t=${resetSec}`,
    })
    const first = await post(body)
    t.equal(first.status, 202)
    const left = Number(/;r=([0-9]+);/u.exec(String(first.headers.ratelimit))?.[1])
    t.match(first.headers, stands(left))
    const blocked = await post(objected)
    t.equal(blocked.status, 202)
    t.match(blocked.headers, stands(left - 1))
    t.strictSame(Object.keys(blocked.headers), Object.keys(first.headers))
    const [row] = await parts.sql.admin`SELECT void FROM exchange.outbox
      WHERE signal_id = ${blocked.json().id}`
    t.strictSame(row, { void: true }, 'it was indeed objected')
    await parts.quotas.flush()
    const key = newKey()
    t.match((await post(aspa({ observedOn: day }), key)).headers, stands(left - 2))
    t.match((await post(body, key)).headers, stands(left - 3), 'a 409 is a call too')
    for (let calls = 4; calls <= left; calls++) parts.quotas.count(agreement, parts.nowMs())
    const over = await post(aspa({ observedOn: day }))
    t.equal(over.status, 429)
    t.match(over.headers, { ...stands(0), 'retry-after': String(resetSec) })
    const others = await call({ agency: 'onss', scopes: ['signals'] }, 'POST', '/v1/signals', {
      ...affiliation({ observedOn: day }),
    })
    t.equal(others.status, 202)
    t.match(others.headers.ratelimit, `"calls";r=${quotaPerDay - 1};`, 'nobody else’s calls')
    const unfit = await post(aspa({ observedOn: '2020-01-01' }))
    t.equal(unfit.status, 422)
    t.notOk('ratelimit' in unfit.headers, 'no quota was touched')
  })

  await t.test('nothing of it is logged', async t => {
    const all = logged.join('')
    t.notMatch(all, /[0-9]{11}/, 'no identifier')
    t.notMatch(all, /\/v1\//, 'no address')
  })
})

/** Every string of a body that an answer could repeat, and the names that no contract knows. */
function secretsOf(body: unknown, found: string[] = []): string[] {
  if (typeof body === 'string' && body.length > 5) found.push(body)
  if (typeof body !== 'object' || body === null) return found
  for (const [name, value] of Object.entries(body)) {
    if (!known.has(name) && !Array.isArray(body)) found.push(name)
    secretsOf(value, found)
  }
  return found
}

const schema = new URL('../../../contracts/schemas/signal.v1.json', import.meta.url)
const known = new Set([
  ...Object.keys(JSON.parse(readFileSync(schema, 'utf8')).properties),
  'scheme',
  'value',
])
