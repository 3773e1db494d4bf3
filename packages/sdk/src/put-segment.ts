import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { SignalBatchStatus } from '@unefois/contracts'
import type { LineFormat } from '@unefois/signal-lines'
import { type Api, type CallResult, refusalOf } from './api.ts'
import { BatchRewoundError } from './errors.ts'
import { limits } from './limits.ts'
import { isNetworkError, retryAfterMs, waitMs } from './retry.ts'
import { bytesOf, remainder, type Segment } from './segments.ts'

const compress = promisify(gzip)
const mediaTypes = { ndjson: 'application/x-ndjson', csv: 'text/csv' } as const

export interface Destination {
  readonly api: Api
  readonly batchId: string
  readonly format: LineFormat
  readonly compressed: boolean
  /** Milliseconds without a further line after which the sender gives up. */
  readonly standstillMsMax: number
}

/**
 * Sends one segment until the hub has all of it. After a cut the hub says where it stands; sending
 * a line again is harmless, since its key is (batch, line). Gives up when nothing moves any more.
 * @throws ApiError what the hub refuses, or asks to wait longer than `standstillMsMax` for;
 *   BatchRewoundError when it stands before this segment; the network's own error at the end.
 */
export async function putSegment(to: Destination, segment: Segment): Promise<SignalBatchStatus> {
  let rest: Segment = segment
  let deadline = Date.now() + to.standstillMsMax
  for (let tried = 0; ; tried += 1) {
    const outcome = await tryOnce(to, rest)
    if (outcome.status === undefined) {
      const pauseMs = waitMs(tried, outcome.retryMs)
      if (Date.now() + pauseMs > deadline) throw outcome.error
      await sleep(pauseMs)
    }
    const status = outcome.status ?? (await statusOrUndefined(to))
    if (status === undefined) continue
    if (status.nextLine < rest.from) throw new BatchRewoundError(status.nextLine)
    const left = remainder(rest, status.nextLine)
    if (left === undefined) return status
    if (left.from > rest.from) {
      deadline = Date.now() + to.standstillMsMax
      tried = 0
    }
    rest = left
  }
}

interface Outcome {
  readonly status?: SignalBatchStatus
  readonly error?: unknown
  readonly retryMs?: number | undefined
}

/** One PUT: the status it ended with, or why it may be tried again. @throws what it may not. */
async function tryOnce({ api, batchId, format, compressed }: Destination, segment: Segment) {
  const plain = bytesOf(segment)
  const content = compressed ? await compress(plain, { level: 1 }) : plain
  const encoding: Record<string, string> = compressed ? { 'content-encoding': 'gzip' } : {}
  let answer: CallResult
  try {
    answer = await api.call({
      method: 'PUT',
      path: `/v1/signal-batches/${batchId}/lines`,
      query: { from: segment.from },
      bytes: { content, headers: { 'content-type': mediaTypes[format], ...encoding } },
      retriesMax: 0,
      timeoutMs: limits.segmentTimeoutMs,
    })
  } catch (error) {
    if (isNetworkError(error)) return { error } satisfies Outcome
    throw error
  }
  return outcomeOf(answer)
}

function outcomeOf(answer: CallResult): Outcome {
  if (answer.status === 200) return { status: answer.body as SignalBatchStatus }
  const error = refusalOf(answer)
  const retryMs = retryAfterMs(answer.headers)
  const goesOn = answer.status === 409 && typeof error.problem?.nextLine === 'number'
  const isLater = [408, 429, 500, 502, 503, 504].includes(answer.status)
  if (error.code === 'batch-line-differs') throw error
  if (goesOn || isLater || (answer.status === 409 && retryMs !== undefined)) {
    return { error, retryMs: goesOn ? (retryMs ?? 0) : retryMs }
  }
  throw error
}

/** Where the batch stands; undefined while the hub cannot say. */
async function statusOrUndefined({ api, batchId }: Destination) {
  const call = { method: 'GET', path: `/v1/signal-batches/${batchId}`, retriesMax: 0 } as const
  try {
    const answer = await api.call<SignalBatchStatus>(call)
    if (answer.status === 200) return answer.body
    if (answer.status < 500 && answer.status !== 429) throw refusalOf(answer)
    return undefined
  } catch (error) {
    if (isNetworkError(error)) return undefined
    throw error
  }
}
