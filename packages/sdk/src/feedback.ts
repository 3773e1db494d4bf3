import { setTimeout as sleep } from 'node:timers/promises'
import type { FeedbackList } from '@unefois/contracts'
import type { Api } from './api.ts'
import { ApiError } from './errors.ts'
import { limits } from './limits.ts'
import { pages } from './paging.ts'
import { isNetworkError, waitMs } from './retry.ts'
import { eventsOf } from './sse.ts'

/** Some feedback, and the position after it: keep it when the items are dealt with. */
export interface FeedbackPage {
  readonly items: FeedbackList['items']
  readonly position: string
}

export interface FeedbackOptions {
  /** The position that was kept; absent: from the start. */
  readonly after?: string | undefined
  readonly signal?: AbortSignal | undefined
}

export interface Feedback {
  /** What is there now, page by page. */
  list(options?: FeedbackOptions): AsyncGenerator<FeedbackPage>
  /**
   * What is there, then what comes, until `signal` is aborted. Cuts, the ends of tokens and a hub
   * that is away are bridged: nothing is missed, and a page may come twice if you restart.
   * @throws ApiError when the hub refuses, TokenError when the issuer does.
   */
  follow(options?: FeedbackOptions): AsyncGenerator<FeedbackPage>
}

const path = '/v1/feedback'

/** What became of signals, as far as the persons' agreements let their sender learn it. */
export function feedbackOf(api: Api): Feedback {
  async function* list(options: FeedbackOptions = {}): AsyncGenerator<FeedbackPage> {
    for await (const { body, next } of pages<FeedbackList>(api, path, options)) {
      if (body.items.length > 0) yield { items: body.items, position: next ?? options.after ?? '0' }
    }
  }

  async function* stream(after: string | undefined, signal: AbortSignal | undefined) {
    const headers = { accept: 'text/event-stream', ...lastEventId(after) }
    const timeoutMs = limits.streamSilenceMsMax
    const call = { method: 'GET', path: `${path}/stream`, timeoutMs, signal, headers } as const
    const { body } = await api.open(call)
    for await (const { id, name, data } of eventsOf(body, limits.streamEventBytesMax)) {
      if (name !== 'feedback' || id === undefined) continue
      const { items }: FeedbackList = JSON.parse(data)
      yield { items, position: id }
    }
  }

  async function* follow(options: FeedbackOptions = {}): AsyncGenerator<FeedbackPage> {
    const { signal } = options
    const isOver = (): boolean => signal?.aborted === true
    let { after } = options
    let failures = 0
    while (!isOver()) {
      let pauseMs: number = limits.retryDelayMsMin
      try {
        for await (const page of stream(after, signal)) {
          after = page.position
          failures = 0
          yield page
        }
      } catch (error) {
        if (isOver()) return
        pauseMs = waitMs(failures, pauseOrThrow(error))
        failures += 1
      }
      await sleep(pauseMs, undefined, { signal }).catch(() => {})
    }
  }
  return { list, follow }
}

function lastEventId(after: string | undefined): Record<string, string> {
  return after === undefined ? {} : { 'last-event-id': after }
}

/** Milliseconds to wait for what passes. A token that ended is renewed by the next attempt. */
function pauseOrThrow(error: unknown): number {
  if (isNetworkError(error)) return 0
  if (error instanceof Error && /^(?:terminated|aborted|premature close)$/iu.test(error.message)) {
    return 0
  }
  if (!(error instanceof ApiError)) throw error
  const { status, retryAfterSec = 0 } = error
  if (status === 401 && error.code === 'token-invalid') return 0
  if (status === 429 || status >= 500) return retryAfterSec * 1_000
  throw error
}
