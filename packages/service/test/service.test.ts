import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import {
  alone,
  buildOps,
  defineRoute,
  limits,
  registerRoutes,
  startTelemetry,
} from '../src/index.ts'
import { build, clock, own, refused, uuid } from './app.ts'

t.test('failures say nothing; refusals say what the catalogue says', async t => {
  const logged: unknown[] = []
  const hidden: unknown[] = []
  const app = build({
    log: (event, fields) => logged.push({ event, ...fields }),
    onUnexpected: error => hidden.push(error),
  })
  // Only what is slow is put to the test of a time limit: on a busy machine all else is slow, too.
  const hasty = build({ limits: { handlerTimeoutMs: 30 } })
  t.teardown(() => Promise.all([app.close(), hasty.close()]))
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
  hasty.get('/slow', () => new Promise(() => undefined))
  hasty.get('/slow-then-throws', async () => {
    await sleep(60)
    throw fault
  })
  hasty.get('/slow-then-answers', async () => {
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
  const slow = await refused(t, hasty, { url: '/slow' }, 503, 'unavailable')
  t.ok(Number(slow.headers['retry-after']) > 0)
  const late = ['/slow-then-throws', '/slow-then-answers']
  await Promise.all(late.map(url => refused(t, hasty, { url }, 503, 'unavailable')))
  await sleep(100)
  const { statusCode } = await hasty.inject('/health/live')
  t.ok([200, 503].includes(statusCode), 'a late handler harms nothing')
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

t.test('tables are complete: access, contracts, description', async t => {
  const app = build()
  const handler = () => ({})
  const bare = defineRoute({ method: 'GET', url: '/bare', summary: 'x', handler })
  t.throws(() => registerRoutes(app, [bare]), /does not say who may call it/)
  const document = (await app.inject('/openapi.json')).json()
  t.strictSame(Object.keys(document.paths), ['/v1/releases', '/v1/things', '/v1/things/{id}/claim'])
  t.equal(app.reference.title, 'Unefois test')
  t.ok('quota-used' in app.reference.problems && 'not-found' in app.reference.problems)
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
  await app.inject('/v1/things?limit=77777x')
  await app.inject('/v1/unknown-253072B07300470')
  const text = (await ops.inject('/metrics')).body
  t.match(text, /http_route="\/v1\/things\/:id\/claim"/)
  t.match(text, /http_route="unrouted"/)
  t.notMatch(text, /253072B|77777x/, 'routes, never addresses; digits alone may stand in a figure')
  t.equal((await app.inject('/metrics')).statusCode, 404, 'not on the main port')
})

t.test('two turns of a kind are one', async t => {
  const { promise, resolve } = Promise.withResolvers<void>()
  let runs = 0
  const turn = alone(async () => {
    runs += 1
    await promise
    if (runs === 2) throw new Error('the second')
    return runs
  })
  const both = [turn(), turn()]
  resolve()
  t.strictSame(await Promise.all(both), [1, 1])
  await t.rejects(turn(), { message: 'the second' })
  t.equal(await turn(), 3, 'a fault is not the last turn')
})

t.test('what is not HTTP is answered on the socket', async t => {
  const app = build()
  t.teardown(() => app.close())
  await app.listen({ port: 0, host: '127.0.0.1' })
  const address = app.server.address()
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0
  const secret = '253072B07300470'
  const header = `x-${secret}: ${'a'.repeat(limits.headerBytesMax)}`
  const big = `GET / HTTP/1.1\r\nhost: x\r\n${header}\r\n\r\n`
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
