import type {
  SignalBatch,
  SignalBatchCreated,
  SignalBatchResults,
  SignalBatchStatus,
} from '@unefois/contracts'
import { v4 as uuid } from 'uuid'
import type { Api } from './api.ts'
import { limits } from './limits.ts'
import type { LineSource } from './line-source.ts'
import { pages } from './paging.ts'
import { type SendBatchOptions, sendBatch } from './send-batch.ts'

/** What became of one line: sent, or refused with a code and pointers into it. */
export type LineResult = SignalBatchResults['results'][number]

export interface Batches {
  /** Opens a batch: its lines may be sent until it expires. */
  open(batch?: SignalBatch, idempotencyKey?: string): Promise<SignalBatchCreated>
  /** How far a batch has come. */
  read(id: string): Promise<SignalBatchStatus>
  /**
   * Sends the lines of a source that the batch has not yet, from its first line on, and answers
   * where the batch then stands. After a crash: the same call, a fresh source.
   */
  send(id: string, source: LineSource, options?: SendBatchOptions): Promise<SignalBatchStatus>
  /** The result of every line after `after`, in order; a page at a time is held. */
  results(
    id: string,
    options?: { after?: number; signal?: AbortSignal },
  ): AsyncGenerator<LineResult>
}

/** Many signals as lines. Every call may throw ApiError, TokenError or the network's own error. */
export function batchesOf(api: Api): Batches {
  return {
    open: (batch = {}, idempotencyKey = uuid()) =>
      api.ok({ method: 'POST', path: '/v1/signal-batches', body: batch, idempotencyKey }),
    read: id => api.ok({ method: 'GET', path: pathOf(id) }),
    send: (id, source, options = {}) => sendBatch(api, { id, source, options }),
    async *results(id, options = {}) {
      const path = `${pathOf(id)}/results`
      for await (const page of pages<SignalBatchResults>(api, path, {
        ...options,
        limit: limits.resultsPageMax,
      })) {
        yield* page.body.results
      }
    },
  }
}

function pathOf(id: string): string {
  return `/v1/signal-batches/${encodeURIComponent(id)}`
}
