import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { schemas } from '@unefois/contracts'
import {
  buildService,
  createManualClock,
  defineRoute,
  registerRoutes,
  startTelemetry,
} from '@unefois/service'
import t from 'tap'
import { createApi } from '../src/index.ts'
import { scripted } from './scripted.ts'

interface ExportedSpan {
  readonly name: string
  readonly kind: number
  readonly traceId: string
  readonly parentSpanId?: string
  readonly links?: readonly unknown[]
  readonly events?: readonly unknown[]
  readonly attributes: readonly { key: string; value: Record<string, unknown> }[]
}

const [server, client] = [2, 3]
const id = '0190b6f0-0000-7000-8000-000000000001'

t.test('both sides of a call carry one random hop id, and nothing else crosses', async t => {
  const posted: string[] = []
  const collector = createServer((request, response) => {
    let body = ''
    request.on('data', chunk => {
      body += chunk
    })
    request.on('end', () => {
      posted.push(body)
      response.end('{}')
    })
  })
  await new Promise<void>(resolve => collector.listen(0, '127.0.0.1', resolve))
  const { port } = collector.address() as AddressInfo
  const telemetry = await startTelemetry({
    service: 'both',
    otlpEndpoint: `http://127.0.0.1:${port}`,
  })
  const app = buildService({
    name: 'test',
    log: () => undefined,
    clock: createManualClock(0),
    contracts: schemas,
    ready: async () => ({ ok: true, reasons: [] }),
  })
  const sent: string[] = []
  registerRoutes(app, [
    defineRoute({
      method: 'GET',
      url: '/v1/things/:id',
      summary: 'A call',
      public: true,
      response: { 200: null },
      handler(request) {
        sent.push(...Object.keys(request.headers))
        return {}
      },
    }),
  ])
  const api = createApi({ baseUrl: await app.listen({ port: 0, host: '127.0.0.1' }) })
  const answers = [
    await api.call({ method: 'GET', path: `/v1/things/${id}` }),
    await api.call({ method: 'GET', path: `/v1/things/${id}` }),
  ]
  const hops = answers.map(answer => answer.headers['unefois-hop'])
  t.equal(new Set(hops).size, 2, 'another one for each call')

  const hostile = await scripted(t, [
    { status: 200, headers: { 'unefois-hop': '253072B07300470' } },
  ])
  await hostile.api.call({ method: 'GET', path: '/' })
  const unreachable = createApi({ baseUrl: 'http://127.0.0.1:1', retriesMax: 0 })
  await t.rejects(unreachable.call({ method: 'GET', path: '/' }))

  await Promise.all([api.close(), unreachable.close(), app.close()])
  await telemetry.close()
  collector.close()
  const text = posted.join('')
  const spans: ExportedSpan[] = posted.flatMap(body =>
    JSON.parse(body).resourceSpans.flatMap((resource: { scopeSpans: { spans: unknown[] }[] }) =>
      resource.scopeSpans.flatMap(scope => scope.spans),
    ),
  )
  for (const hop of hops) {
    const joined = spans.filter(span => attributesOf(span)['unefois.hop'] === hop)
    t.same(joined.map(span => span.kind).sort(), [server, client])
    t.equal(new Set(joined.map(span => span.traceId)).size, 2, 'each side has its own trace')
    for (const span of joined) t.notOk(span.parentSpanId, 'and no parent in the other')
  }
  const ours = spans.filter(span => span.kind === client)
  t.equal(ours.length, 4)
  t.equal(ours.filter(span => 'unefois.hop' in attributesOf(span)).length, 2, 'none made up')
  const allowed = ['http.request.method', 'http.response.status_code', 'unefois.hop']
  for (const span of ours) {
    t.equal(span.name, 'call GET')
    t.same(
      Object.keys(attributesOf(span)).filter(name => !allowed.includes(name)),
      [],
    )
    t.same([...(span.links ?? []), ...(span.events ?? [])], [])
  }
  t.notMatch(text, id, 'no address, no id')
  t.notMatch(text, '253072B', 'nor what the other side makes up')
  const plain = ['accept', 'connection', 'host']
  t.same([...new Set(sent)].sort(), plain, 'no header tells the other side of our trace')
})

function attributesOf(span: ExportedSpan): Record<string, unknown> {
  return Object.fromEntries(span.attributes.map(({ key, value }) => [key, Object.values(value)[0]]))
}
