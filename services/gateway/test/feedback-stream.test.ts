import { once } from 'node:events'
import { validatorFor } from '@unefois/contracts'
import { type Bearer, waitUntil } from '@unefois/testing'
import type { LightMyRequestResponse } from 'fastify'
import t from 'tap'
import { limits } from '../src/limits.ts'
import { listFeedback } from '../src/use-cases/list-feedback.ts'
import { tellFeedback } from '../src/use-cases/tell-feedback.ts'
import { openHttp } from './open-http.ts'
import { newKey } from './sample.ts'

const isList = validatorFor('urn:unefois:contracts:feedback-list.v1')
/** Far less than a stream may last, far more than a busy machine is late. */
const endsMsMax = 60_000
const mission: Bearer = { agency: 'mission-locale-marseille', scopes: ['signals'] }

interface Reading {
  readonly status: number
  readonly headers: Headers
  readonly text: () => string
  /** Waits until the text holds this. */
  has(part: string): Promise<void>
  readonly ended: Promise<void>
  stop(): void
}

t.test('feedback as a stream, on a gateway that listens', async t => {
  const { parts, app, tokenOf } = await openHttp(t)
  const base = await app.listen({ port: 0, host: '127.0.0.1' })

  const at = new Date('2026-11-20T11:00:00Z')
  /** Rows as the receiver's transactions write them, `from` and `to` included. */
  const tell = (sender: string, from: number, to: number) => parts.sql.admin`
    INSERT INTO exchange.feedback (sender, position, signal_id, class, at)
    SELECT ${sender}, n, overlay(gen_random_uuid()::text PLACING
      left(exchange.uuid_floor(${at})::text, 13) FROM 1)::uuid, 'received', ${at}
    FROM generate_series(${from}::int, ${to}::int) AS n`
  const read = async (bearer: Bearer, lastEventId?: string): Promise<Reading> => {
    const stopping = new AbortController()
    const answer = await fetch(`${base}/v1/feedback/stream`, {
      signal: stopping.signal,
      headers: {
        authorization: `Bearer ${tokenOf(bearer)}`,
        ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
      },
    })
    let text = ''
    const decoder = new TextDecoder()
    const ended = (async () => {
      for await (const chunk of answer.body ?? []) text += decoder.decode(chunk, { stream: true })
    })().catch(() => {})
    return {
      status: answer.status,
      headers: answer.headers,
      text: () => text,
      async has(part) {
        await waitUntil(`it says ${part}`, () => text.includes(part))
      },
      ended,
      stop: () => stopping.abort(),
    }
  }
  const list = async (bearer: Bearer) => {
    const items: unknown[] = []
    let url: string | undefined = '/v1/feedback'
    while (url !== undefined) {
      const authorization = `Bearer ${tokenOf(bearer)}`
      const answer: LightMyRequestResponse = await app.inject({ url, headers: { authorization } })
      items.push(...answer.json().items)
      url = /<([^>]+)>/u.exec(String(answer.headers.link))?.[1]
    }
    return items
  }

  await t.test('is described', async t => {
    const { paths } = (await app.inject('/openapi.json')).json()
    const { parameters, responses } = paths['/v1/feedback/stream'].get
    t.match(parameters, [{ name: 'Last-Event-ID', in: 'header' }])
    t.same(Object.keys(responses['200'].content), ['text/event-stream'])
  })

  await tell(mission.agency, 1, 205)
  await tell('onss', 1, 3)

  await t.test('what the list shows, in its order, then what comes', async t => {
    const stream = await read(mission)
    t.equal(stream.status, 200)
    t.match(stream.headers.get('content-type'), /^text\/event-stream/u)
    await stream.has('id: 205\n')
    const shown = itemsOf(stream.text())
    t.strictSame(shown, await list(mission))
    t.equal(shown.length, 205)
    t.same(idsOf(stream.text()), ['100', '200', '205'])
    await tell(mission.agency, 206, 206)
    await stream.has('id: 206\n')
    t.strictSame(itemsOf(stream.text()), await list(mission))
    stream.stop()
  })

  await t.test('Last-Event-ID resumes; another is refused; another agency has its own', async t => {
    const stream = await read(mission, '200')
    await stream.has('id: 206\n')
    t.strictSame(itemsOf(stream.text()), (await list(mission)).slice(200))
    stream.stop()
    for (const wrong of ['x', '-1', '12345678901', '1 OR 1=1']) {
      const refused = await read(mission, wrong)
      t.equal(refused.status, 400)
      await refused.ended
      t.match(JSON.parse(refused.text()), { code: 'last-event-id-invalid' })
    }
    const other = await read({ agency: 'onss', scopes: ['signals'] }, '2')
    await other.has('id: 3\n')
    t.equal(itemsOf(other.text()).length, 1)
    other.stop()
    const nobody = await read({ agency: 'caf-13', scopes: ['signals'] })
    await nobody.has('retry: ')
    t.notMatch(nobody.text(), 'data:')
    nobody.stop()
    const desk = await read({ agency: 'cpam-13', scopes: ['receive'] })
    t.equal(desk.status, 403)
  })

  await t.test('so many for one client, and a closed one makes room', async t => {
    const client = { ...mission, clientId: 'one' }
    const open = [await read(client, '206'), await read(client, '206')]
    t.equal(open.length, limits.streamsPerClientMax)
    const refused = await read(client, '206')
    t.equal(refused.status, 429)
    t.ok(Number(refused.headers.get('retry-after')) > 0)
    const other = await read({ ...mission, clientId: 'two' }, '206')
    t.equal(other.status, 200, 'another client has its own')
    other.stop()
    open[0]?.stop()
    const again = await waitUntil('there is room', async () => {
      const reading = await read(client, '206')
      return reading.status !== 429 && reading
    })
    t.equal(again.status, 200)
    again.stop()
    open[1]?.stop()
  })

  await t.test('ends with the token, and when the gateway ends', async t => {
    const begun = Date.now()
    const short = await read({ ...mission, clientId: 'short', lifeSec: 2 }, '206')
    await short.ended
    const lastedMs = Date.now() - begun
    t.ok(lastedMs < endsMsMax, `ended after ${lastedMs} ms`)
    const long = await read({ ...mission, clientId: 'long' }, '206')
    const closed = app.close()
    await long.ended
    await closed
    t.ok(Date.now() - begun < endsMsMax, 'nobody waits for a reader')
  })

  await t.test(
    'comments while there is nothing new; ends when the list cannot be read',
    async t => {
      const feedback = listFeedback({ agencySql: parts.sql.agency })
      const listener = { agency: 'onss', clientId: newKey(), expiresMs: Date.now() + 60_000 }
      const shared = { systemNow: () => new Date(), pace: { pollMs: 10, keepAliveMs: 20 } }
      const quiet = tellFeedback({ listFeedback: feedback, ...shared }).start(listener, 3)
      let text = ''
      for await (const chunk of quiet) {
        text += chunk
        if (text.split(': nothing new\n\n').length > 3) break
      }
      t.match(text, /^retry: [0-9]+\n\n(: nothing new\n\n){3,}$/u)
      const failing = tellFeedback({ listFeedback: () => Promise.reject(new Error()), ...shared })
      const broken = failing.start(listener, 0).resume()
      await once(broken, 'end')
      const many = tellFeedback({ listFeedback: feedback, ...shared })
      const start = (n: number) => many.start({ ...listener, clientId: `client-${n}` }, 3)
      const all = Array.from({ length: limits.streamsMax }, (_, n) => start(n))
      t.throws(() => start(limits.streamsMax), { code: 'unavailable' })
      await Promise.all(all.map(each => once(each.destroy(), 'close')))
      const free = start(0)
      t.ok(free, 'they made room')
      await once(free.destroy(), 'close')
    },
  )
})

function itemsOf(text: string): unknown[] {
  return [...text.matchAll(/^data: (.+)$/gmu)].flatMap(([, data]) => {
    const page: unknown = JSON.parse(data ?? '')
    if (!isList(page)) throw new Error('an event is not a feedback list')
    return page.items
  })
}

function idsOf(text: string): (string | undefined)[] {
  return [...text.matchAll(/^id: (.+)$/gmu)].map(match => match[1])
}
