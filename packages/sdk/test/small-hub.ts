import { gunzipSync } from 'node:zlib'
import type { LineFormat } from '@unefois/signal-lines'
import { createLineReader } from '@unefois/signal-lines'
import fastify, { type FastifyReply, type FastifyRequest } from 'fastify'
import type { Test } from 'tap'
import { type Api, createApi } from '../src/index.ts'

/** What befalls one PUT: it is cut, refused or half done. */
export type Mishap = 'cut before' | 'cut after' | 'half' | 'busy' | 'tomorrow' | undefined

export interface SmallHub {
  readonly api: Api
  /** The text of each stored line, from line 1. */
  readonly stored: string[]
  readonly puts: { from: number; lines: number; format: string }[]
}

const batchId = '019aa3f0-5c00-7001-8000-000000000001'

/** Keeps one batch's lines as the contract says, with a mishap for each PUT; on a real socket. */
export async function smallHub(
  t: Test,
  mishaps: Mishap[],
  known: string[] = [],
): Promise<SmallHub> {
  const app = fastify({ bodyLimit: 1e8 })
  const stored = [...known]
  const puts: SmallHub['puts'] = []
  const raw = (_request: unknown, body: Buffer) => Promise.resolve(body)
  app.addContentTypeParser(['application/x-ndjson', 'text/csv'], { parseAs: 'buffer' }, raw)
  const status = () => ({ id: batchId, state: 'open', nextLine: stored.length + 1 })

  app.get(`/v1/signal-batches/${batchId}`, async () => status())
  app.put(`/v1/signal-batches/${batchId}/lines`, async (request, reply) => {
    const format = request.headers['content-type'] === 'text/csv' ? 'csv' : 'ndjson'
    const from = Number(Object(request.query).from)
    const lines = linesIn(request, format)
    puts.push({ from, lines: lines.length, format })
    const mishap = mishaps.shift()
    if (mishap === 'cut before') return hangUp(reply)
    if (mishap === 'busy') return problem(reply, 503, { 'retry-after': '0' })
    if (mishap === 'tomorrow') return problem(reply, 429, { 'retry-after': '50000' })
    const kept = mishap === 'half' ? lines.slice(0, lines.length / 2) : lines
    for (const [index, line] of kept.entries()) {
      const at = from - 1 + index
      if (at < stored.length && stored[at] !== line)
        return problem(reply, 409, {}, 'batch-line-differs')
      stored[at] = line
    }
    if (mishap === 'half') return problem(reply, 503, { 'retry-after': '0' })
    return mishap === 'cut after' ? hangUp(reply) : status()
  })
  const baseUrl = await app.listen({ port: 0, host: '127.0.0.1' })
  const api = createApi({ baseUrl })
  t.teardown(() => Promise.all([api.close(), app.close()]))
  return { api, stored, puts }
}

function linesIn(request: FastifyRequest, format: LineFormat): string[] {
  const body = request.body as Buffer
  const zipped = request.headers['content-encoding'] === 'gzip'
  const reader = createLineReader({ format })
  const lines = [...reader.push(zipped ? gunzipSync(body) : body), ...reader.end()]
  return lines.map(line => (line.raw.tooLong ? 'too long' : line.raw.bytes.toString()))
}

function hangUp(reply: FastifyReply): FastifyReply {
  reply.hijack()
  reply.raw.socket?.destroy()
  return reply
}

function problem(
  reply: FastifyReply,
  status: number,
  headers: Record<string, string>,
  code = 'unavailable',
): FastifyReply {
  const document = { type: `/problems/${code}`, title: 'x', status, code, nextLine: 1 }
  if (code !== 'batch-line-differs') Object.assign(document, { nextLine: undefined })
  return reply
    .code(status)
    .headers(headers)
    .type('application/problem+json')
    .send(JSON.stringify(document))
}
