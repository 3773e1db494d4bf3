import { PassThrough } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { waitUntil } from '@unefois/testing'
import t from 'tap'
import { limits } from '../src/limits.ts'
import { readLines, streamBounds } from '../src/use-cases/read-lines.ts'
import { refusal } from './open-accept.ts'
import { many, ndjson, openBatches } from './open-batches.ts'
import { aspa, beat } from './sample.ts'

const chunk = limits.chunkLinesMax

t.test('streams that stop, start again and meet', async t => {
  const hub = await openBatches(t)
  const { parts, logged, open, put, status, results, rows } = hub

  await t.test('killed in the middle, resumed at nextLine', async t => {
    const before = await rows()
    const signals = many(4 * chunk)
    const id = await open({ lines: signals.length })
    await put(id, 1, {
      pieces: [ndjson(signals.slice(0, 3 * chunk)), ndjson(signals.slice(3 * chunk))],
      kill: true,
      beforeLast: () =>
        waitUntil('a chunk is stored', async () => (await status(id)).nextLine > chunk),
    })
    await waitUntil('the stream ends', () =>
      logged.some(line => line.includes(id) && line.includes('-ended')),
    )
    const stopped = await status(id)
    t.equal((await rows()).signals - before.signals, stopped.accepted)
    t.ok(stopped.nextLine > chunk && stopped.nextLine <= 3 * chunk + 1)
    t.equal(stopped.accepted, stopped.nextLine - 1)
    const ahead = await put(id, stopped.nextLine + 1, { pieces: [ndjson(many(1))] })
    t.match(ahead?.json(), { code: 'batch-line-ahead', status: 409, nextLine: stopped.nextLine })
    // A few lines that are known already, so that another file would show.
    const from = stopped.nextLine - 5
    const rest = await put(id, from, { pieces: [ndjson(signals.slice(from - 1))] })
    t.match(rest?.json(), { state: 'complete', accepted: signals.length, refused: 0 })
    t.equal((await rows()).signals, before.signals + signals.length)
    const list = await results(id)
    t.equal(new Set(list.map(each => each.id)).size, signals.length)
  })

  await t.test('a line with another content: what was stored stands', async t => {
    const signals = many(chunk + 3)
    const id = await open()
    await put(id, 1, { pieces: [ndjson(signals)] })
    const first = await results(id)
    const changed = [...signals, aspa()]
    changed[chunk + 1] = aspa()
    const answer = await put(id, 1, { pieces: [ndjson(changed)] })
    const problem = { code: 'batch-line-differs', line: chunk + 2, nextLine: chunk + 4 }
    t.match(answer?.json(), { status: 409, ...problem })
    t.strictSame(await results(id), first, 'and nothing after it was read')
  })

  await t.test('consent away in mid-stream: 503, nothing half-written, then on', async t => {
    const before = await rows()
    const signals = many(3 * chunk)
    const id = await open()
    const answer = await put(id, 1, {
      pieces: [ndjson(signals.slice(0, chunk)), ndjson(signals.slice(chunk))],
      async beforeLast() {
        await waitUntil('a chunk is stored', async () => (await status(id)).nextLine === chunk + 1)
        await beat(parts.sql.consent, new Date(Date.now() - 60_000))
      },
    })
    const problem = { status: 503, code: 'consent-unavailable', nextLine: chunk + 1 }
    t.match(answer?.json(), problem)
    t.equal((await rows()).signals, before.signals + chunk)
    await beat(parts.sql.consent)
    const rest = await put(id, chunk + 1, { pieces: [ndjson(signals.slice(chunk))] })
    t.match(rest?.json(), { accepted: 3 * chunk })
    t.equal((await rows()).signals, before.signals + 3 * chunk)
  })

  await t.test('two streams of one batch at once store each line once', async t => {
    const before = await rows()
    const signals = many(3 * chunk)
    const id = await open({ lines: signals.length })
    const pieces = [ndjson(signals)]
    const answers = await Promise.all([put(id, 1, { pieces }), put(id, 1, { pieces })])
    for (const answer of answers) t.match(answer?.json(), { accepted: 3 * chunk })
    t.equal((await rows()).signals, before.signals + signals.length)
  })

  await t.test('a stream may be slow, not silent; and each agency has so many', async t => {
    const id = await open()
    const waiting: ((value: unknown) => void)[] = []
    const slow = Array.from({ length: limits.batchStreamsPerAgencyMax }, () =>
      put(id, 1, {
        pieces: [ndjson([aspa()]), ''],
        beforeLast: () => new Promise(resolve => waiting.push(resolve)),
      }),
    )
    await waitUntil('line 1 is stored', async () => (await status(id)).nextLine === 2)
    await waitUntil('each stream has its place', async () => {
      return (await put(id, 2, { pieces: [''] }))?.status === 429
    })
    const more = await put(id, 2, { pieces: [ndjson([aspa()])] })
    t.match(more?.json(), { status: 429, code: 'batch-streams-used', nextLine: 2 })
    for (const end of waiting) end(undefined)
    const codes = (await Promise.all(slow)).map(answer => answer?.status)
    t.strictSame(codes.sort(), [200, 409, 409, 409], 'one line 1 was stored, the others differ')
  })

  await t.test('quota: the stream stops where it is used up', async t => {
    const id = await open()
    await parts.quotas.flush()
    const agreement = parts.registry.current().find('caf-13', 'fr.carsat.aspa', '2026-11-20')[0]
    if (agreement === undefined) throw new Error('the sample has it')
    let left = 0
    parts.quotas.count(agreement, parts.nowMs(), use => {
      left = use.remaining
    })
    for (; left > 7; left -= 1) parts.quotas.count(agreement, parts.nowMs())
    const answer = await put(id, 1, { pieces: [ndjson(many(20))] })
    t.match(answer?.json(), { status: 429, code: 'quota-used', nextLine: 8 })
    t.match(await status(id), { nextLine: 8, accepted: 7 })
  })
})

t.test('a stream that falls silent is refused, with what came handed on before', async t => {
  const body = new PassThrough()
  const chunks = readLines(body, { format: 'ndjson', from: 7, ...streamBounds, idleMsMax: 50 })
  body.write(`${ndjson([aspa()])}{"half":`)
  t.match((await chunks.next()).value, [{ line: 7, ok: true }])
  t.match(await refusal(chunks.next()), { status: 408, code: 'batch-idle' })
  t.notOk(body.destroyed, 'the refusal can still go out')
})

t.test('a stream that is too large, too long or silent is told where to go on', async t => {
  const line = ndjson([aspa()])
  const small = { idleMsMax: 10_000, streamMsMax: 600_000, bytesMax: 12 * line.length }
  const large = await openBatches(t, { streamBounds: small })
  const signals = many(30)
  const pieces = signals.map(each => ndjson([each]))

  await t.test(
    'more bytes than a stream may have: 413, and the rest in another stream',
    async t => {
      const { open, put, status, results } = large
      const id = await open({ lines: signals.length })
      const first = await put(id, 1, {
        pieces: [pieces.slice(0, 10).join(''), pieces.slice(10).join('')],
        beforeLast: () =>
          waitUntil('ten lines are stored', async () => (await status(id)).nextLine === 11),
      })
      const stopped = { status: 413, code: 'batch-bytes-too-many', nextLine: 11 }
      t.match(first?.json(), stopped)
      t.equal(first?.status, 413)
      t.match(await status(id), { nextLine: 11, accepted: 10 }, 'nothing of the rest was stored')
      for (const from of [11, 21]) {
        t.equal(
          (await put(id, from, { pieces: [pieces.slice(from - 1, from + 9).join('')] }))?.status,
          200,
        )
      }
      t.match(await status(id), { state: 'complete', accepted: 30, refused: 0 })
      t.equal(new Set((await results(id)).map(each => each.id)).size, 30)
    },
  )

  await t.test('what is packed counts as it is unpacked', async t => {
    const { open, put, status } = large
    const id = await open()
    const packed = gzipSync(ndjson([signals[0]]).repeat(30))
    t.ok(packed.length < small.bytesMax)
    const answer = await put(id, 1, { pieces: [packed], encoding: 'gzip' })
    t.match(answer?.json(), { status: 413, code: 'batch-bytes-too-many', nextLine: 1 })
    t.match(await status(id), { nextLine: 1, accepted: 0 })
  })

  await t.test('longer than a stream may last, though bytes come: 408', async t => {
    const bounds = { idleMsMax: 10_000, streamMsMax: 0, bytesMax: 1_000_000 }
    const { open, put, status } = await openBatches(t, { streamBounds: bounds })
    const id = await open()
    const answer = await put(id, 1, { pieces: [pieces.join('')] })
    t.match(answer?.json(), { status: 408, code: 'batch-stream-long', nextLine: 1 })
    t.equal(answer?.status, 408)
    t.match(await status(id), { nextLine: 1, accepted: 0 })
  })

  await t.test(
    'nothing came for too long: 408, over the connection that is still open',
    async t => {
      const bounds = { idleMsMax: 100, streamMsMax: 600_000, bytesMax: 1_000_000 }
      const { open, put, status, logged } = await openBatches(t, { streamBounds: bounds })
      const id = await open()
      const answer = await put(id, 1, {
        pieces: [line, line],
        beforeLast: () =>
          waitUntil('the stream ends', () =>
            logged.some(each => each.includes('batch-stream-ended')),
          ),
      })
      t.match(answer?.json(), { status: 408, code: 'batch-idle', nextLine: 2 })
      t.match(await status(id), { nextLine: 2, accepted: 1 }, 'the line that came is stored')
    },
  )
})
