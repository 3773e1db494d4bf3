import fastify from 'fastify'
import t from 'tap'
import { feedbackOf } from '../src/feedback.ts'
import { createApi } from '../src/index.ts'
import { eventsOf, type ServerEvent } from '../src/sse.ts'

t.test('events are the same however the bytes are cut', async t => {
  const text =
    'retry: 1000\r\n\r\n: nothing new\n\nid: 7\nevent: feedback\ndata: {"é":\ndata:1}\n\n' +
    'id: 8\n\ndata: a\n\ndata: unfinished'
  const bytes = Buffer.from(text)
  for (let size = 1; size < 9; size += 1) {
    const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) =>
      bytes.subarray(n * size, (n + 1) * size),
    )
    const events: ServerEvent[] = []
    for await (const event of eventsOf(toStream(chunks), 1_000)) events.push(event)
    t.strictSame(events, [
      { id: '7', name: 'feedback', data: '{"é":\n1}' },
      { id: undefined, name: 'message', data: 'a' },
    ])
  }
  const endless = eventsOf(toStream([Buffer.alloc(2_000, 'x')]), 1_000)
  await t.rejects(endless.next(), RangeError)
})

async function* toStream(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks
}

t.test(
  'following goes on after a cut, an ended token and a busy hub, from the last event',
  async t => {
    const app = fastify()
    const asked: (string | undefined)[] = []
    /** Ends what is open, once what was sent has been read. */
    let cut = () => {}
    app.get('/v1/feedback/stream', (request, reply) => {
      asked.push(request.headers['last-event-id']?.toString())
      const turn = asked.length
      if (turn === 2 || turn === 3) {
        const [status, code] = turn === 2 ? [503, 'unavailable'] : [401, 'token-invalid']
        const body = { type: `/problems/${code}`, title: 'x', status, code }
        return reply
          .code(Number(status))
          .type('application/problem+json')
          .send(JSON.stringify(body))
      }
      reply.hijack()
      reply.raw.writeHead(200, { 'content-type': 'text/event-stream' })
      const list = { items: [{ signalId: String(turn), class: 'received', at: 'now' }] }
      reply.raw.write(`id: ${turn}\nevent: feedback\ndata: ${JSON.stringify(list)}\n\n`)
      if (turn === 1) cut = () => void reply.raw.socket?.destroy()
      if (turn === 4) cut = () => void reply.raw.end()
      return reply
    })
    app.get('/v1/feedback', async (request, reply) => {
      const after = Number(Object(request.query).after ?? 0)
      if (after >= 2) return { items: [] }
      reply.header('link', `</v1/feedback?after=${after + 1}>; rel="next"`)
      return { items: [{ signalId: `s${after}`, class: 'received', at: 'now' }] }
    })
    const baseUrl = await app.listen({ port: 0, host: '127.0.0.1' })
    const api = createApi({ baseUrl })
    t.teardown(() => Promise.all([api.close(), app.close()]))
    const feedback = feedbackOf(api)
    const ending = new AbortController()
    const positions: string[] = []
    for await (const page of feedback.follow({ after: '0', signal: ending.signal })) {
      positions.push(page.position)
      if (page.position === '5') ending.abort()
      else cut()
    }
    t.same(positions, ['1', '4', '5'])
    t.same(asked, ['0', '1', '1', '1', '4'])

    const pages: string[] = []
    for await (const page of feedback.list())
      pages.push(`${page.items[0]?.signalId} ${page.position}`)
    t.same(pages, ['s0 1', 's1 2'])
  },
)

t.test('what the hub refuses for good is thrown', async t => {
  const app = fastify()
  app.get('/v1/feedback/stream', (_request, reply) => {
    const code = 'scope-missing'
    const body = { type: `/problems/${code}`, title: 'x', status: 403, code }
    return reply.code(403).type('application/problem+json').send(JSON.stringify(body))
  })
  const baseUrl = await app.listen({ port: 0, host: '127.0.0.1' })
  const api = createApi({ baseUrl })
  t.teardown(() => Promise.all([api.close(), app.close()]))
  await t.rejects(feedbackOf(api).follow().next(), { code: 'scope-missing' })
})
