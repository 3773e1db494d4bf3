import { randomUUID } from 'node:crypto'
import { request } from 'undici'
import type { BenchHub } from '../bench-hub.ts'
import type { SignalStream } from '../signals.ts'

/** One sender with its token, and lines that it may send. */
interface Stream {
  readonly authorization: string
  readonly bytes: Buffer
  readonly lines: number
}

/** Batches to be sent at once, all of their lines in memory: the clock starts after this. */
export function prepareStreams(
  stream: SignalStream,
  shape: { streams: number; linesEach: number },
): readonly Stream[] {
  const bySender = new Map<string, string[]>()
  const wanted = shape.streams * shape.linesEach
  const full = () => [...bySender.values()].filter(each => each.length >= shape.linesEach)
  for (let drawn = 0; full().length < shape.streams; drawn += 1) {
    if (drawn > wanted * maxDrawsPerLine) throw new Error('too few senders for so many streams')
    const { headers, body } = stream.next()
    const sender = String(headers.authorization)
    const lines = bySender.get(sender) ?? []
    if (bySender.size < shape.streams) bySender.set(sender, lines)
    if (bySender.has(sender) && lines.length < shape.linesEach) lines.push(body)
  }
  return [...bySender].map(([authorization, lines]) => ({
    authorization,
    bytes: Buffer.from(`${lines.join('\n')}\n`),
    lines: lines.length,
  }))
}

const maxDrawsPerLine = 100

/** Sends every stream as a batch of its own, at once. @throws unless every line is accepted. */
export async function sendStreams(
  bench: BenchHub,
  streams: readonly Stream[],
): Promise<{ perSecond: number }> {
  const ids = await Promise.all(streams.map(each => open(bench, each)))
  const startedMs = performance.now()
  await Promise.all(
    streams.map(async (each, n) => {
      const path = `/v1/signal-batches/${ids[n]}/lines?from=1`
      const answer = await request(bench.hub.urls.gateway + path, {
        method: 'PUT',
        headers: { authorization: each.authorization, 'content-type': 'application/x-ndjson' },
        body: each.bytes,
        headersTimeout: 0,
        bodyTimeout: 0,
      })
      const status = Object(await answer.body.json())
      if (status.accepted !== each.lines) throw new Error(`a batch ended with ${status.code}`)
    }),
  )
  const seconds = (performance.now() - startedMs) / 1_000
  return { perSecond: streams.reduce((sum, each) => sum + each.lines, 0) / seconds }
}

async function open(bench: BenchHub, stream: Stream): Promise<string> {
  const answer = await request(`${bench.hub.urls.gateway}/v1/signal-batches`, {
    method: 'POST',
    headers: {
      authorization: stream.authorization,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    },
    body: JSON.stringify({ lines: stream.lines }),
  })
  const created = Object(await answer.body.json())
  if (answer.statusCode !== 201) throw new Error(`the gateway answers ${created.code}`)
  return created.id
}
