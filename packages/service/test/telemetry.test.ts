import { createServer } from 'node:http'
import { trace } from '@opentelemetry/api'
import t from 'tap'
import { startTelemetry } from '../src/index.ts'
import { build } from './app.ts'

t.test('without a collector no span is made', async t => {
  const app = build()
  t.teardown(() => app.close())
  t.notOk('unefois-hop' in (await app.inject('/v1/things')).headers)
})

t.test('with a collector: routes and codes, a trace of our own, a hop id', async t => {
  const posted: string[] = []
  const collector = createServer((request, response) => {
    request.on('data', chunk => posted.push(chunk.toString()))
    request.on('end', () => response.end('{}'))
  })
  await new Promise<void>(resolve => collector.listen(0, '127.0.0.1', resolve))
  const address = collector.address()
  const port = typeof address === 'object' ? address?.port : 0
  const telemetry = await startTelemetry({
    service: 'test',
    otlpEndpoint: `http://127.0.0.1:${port}`,
  })
  const app = build()
  let inside: string | undefined
  app.get('/inside', async () => {
    inside = trace.getActiveSpan()?.spanContext().traceId
    return {}
  })
  const theirs = '0af7651916cd43dd8448eb211c80319c'
  const headers = {
    traceparent: `00-${theirs}-b7ad6b7169203331-01`,
    tracestate: 'nir=253072B07300470',
    baggage: 'nir=253072B07300470',
    'user-agent': 'agent-253072B',
  }
  const answer = await app.inject({ url: '/inside?nir=253072B07300470', headers })
  t.match(answer.headers['unefois-hop'], /^[0-9a-f]{16}$/)
  t.ok(inside && inside !== theirs, 'a trace of our own')
  await app.inject({ method: 'POST', url: '/v1/things/253072B07300470/claim', headers })
  await Promise.all([app.close(), telemetry.close()])
  collector.close()
  const text = posted.join('')
  t.match(text, inside ?? 'no trace')
  t.match(text, String(answer.headers['unefois-hop']))
  t.match(text, '/v1/things/:id/claim')
  t.notMatch(text, /253072B/, 'no number; the digits alone may stand in a time')
  t.notMatch(text, theirs)
  const names = new Set([...text.matchAll(/"key":"([^"]+)"/gu)].map(match => match[1]))
  const allowed = [
    'http.request.method',
    'http.response.status_code',
    'http.route',
    'service.name',
    'telemetry.sdk.language',
    'telemetry.sdk.name',
    'telemetry.sdk.version',
    'unefois.hop',
  ]
  t.strictSame(
    [...names].filter(name => !allowed.includes(String(name))),
    [],
  )
})
