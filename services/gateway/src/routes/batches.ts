import type { SignalBatch } from '@unefois/contracts'
import { defineRoute, type Route, setNextLink } from '@unefois/service'
import { batchLinesMax } from '@unefois/signal-lines'
import { problems } from '../errors.ts'
import { limits } from '../limits.ts'
import type { acceptLines } from '../use-cases/accept-lines.ts'
import type { openBatch } from '../use-cases/open-batch.ts'
import type { readBatch, readBatchResults } from '../use-cases/read-batch.ts'
import { readLines, type StreamBounds } from '../use-cases/read-lines.ts'
import { lineFormatOf, lineFormats, openLinesBody } from './lines-body.ts'
import { uuidPattern } from './parts.ts'

export interface BatchRouteDeps {
  readonly openBatch: ReturnType<typeof openBatch>
  readonly acceptLines: ReturnType<typeof acceptLines>
  readonly readBatch: ReturnType<typeof readBatch>
  readonly readBatchResults: ReturnType<typeof readBatchResults>
  readonly streamBounds: StreamBounds
}

const url = '/v1/signal-batches'
const params = { id: uuidPattern }

/** Many signals as lines. */
export function batchRoutes(deps: BatchRouteDeps): readonly Route[] {
  return [
    defineRoute<SignalBatch>({
      method: 'POST',
      url,
      summary: 'Open a batch: many signals sent as lines, in one stream or several.',
      scopes: ['signals'],
      body: 'signal-batch.v1',
      response: { 201: 'signal-batch-created.v1' },
      idempotent: true,
      async handler(request, reply) {
        const { caller, idempotencyKey, body } = request
        const created = await deps.openBatch(caller, idempotencyKey, body)
        reply.code(201)
        return created
      },
    }),
    linesRoute(deps),
    defineRoute({
      method: 'GET',
      url: `${url}/:id`,
      summary: 'How far a batch has come, and where to go on.',
      scopes: ['signals'],
      params,
      response: { 200: 'signal-batch-status.v1' },
      handler: request => deps.readBatch(request.caller.agency, idOf(request.params)),
    }),
    defineRoute({
      method: 'GET',
      url: `${url}/:id/results`,
      summary: 'What became of each line, in order, a page at a time.',
      scopes: ['signals'],
      params,
      query: {
        after: { type: 'integer', minimum: 0, maximum: batchLinesMax, default: 0 },
        limit: {
          type: 'integer',
          minimum: 1,
          maximum: limits.resultLinesMax,
          default: limits.resultLinesDefault,
        },
      },
      response: { 200: 'signal-batch-results.v1' },
      async handler(request, reply) {
        const id = idOf(request.params)
        const page = request.checkedQuery
        const { list, next } = await deps.readBatchResults(request.caller.agency, id, page)
        if (next !== undefined) {
          const query = { after: String(next), limit: String(page.limit) }
          setNextLink(reply, `${url}/${id}/results`, query)
        }
        return list
      },
    }),
  ]
}

function linesRoute(deps: BatchRouteDeps): Route {
  return defineRoute({
    method: 'PUT',
    url: `${url}/:id/lines`,
    summary: 'Send lines of a batch, the first of them numbered `from`.',
    description:
      'Answers when the stream has ended and all of it is stored. Lines that are stored already ' +
      'are compared and skipped, so sending again is harmless. A line that is refused is a ' +
      'result and stops nothing; a refusal of the stream says in `nextLine` where to go on.',
    scopes: ['signals'],
    params,
    query: {
      from: { type: 'integer', minimum: 1, maximum: batchLinesMax + 1, required: true },
    },
    lines: {
      contract: 'signal.v1',
      mediaTypes: Object.keys(lineFormats),
      description:
        'One signal a line, 2 KiB at most, 1,000,000 lines at most. A CSV begins with a row that ' +
        'names its columns (subject.scheme, subject.value, right, …). May be gzip.',
    },
    // The stream's own limit comes first and says where to go on.
    handlerTimeoutMs: limits.batchStreamMsMax + limits.batchIdleMsMax,
    response: { 200: 'signal-batch-status.v1' },
    handler(request) {
      const { from } = request.checkedQuery
      const format = lineFormatOf(request)
      return deps.acceptLines({
        sender: request.caller,
        batchId: idOf(request.params),
        from,
        lines: () => readLines(openLinesBody(request), { format, from, ...deps.streamBounds }),
      })
    },
  })
}

function idOf(params: Readonly<Record<string, string>>): string {
  const { id } = params
  if (id === undefined) throw problems['batch-unknown']()
  return id
}
