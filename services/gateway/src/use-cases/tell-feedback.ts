import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { problems as shared } from '@unefois/service'
import { problems } from '../errors.ts'
import { limits } from '../limits.ts'
import type { listFeedback } from './list-feedback.ts'

/** Who listens, and until when the token lets them (milliseconds, system time). */
export interface Listener {
  readonly agency: string
  readonly clientId: string
  readonly expiresMs: number
}

export interface FeedbackStreams {
  /**
   * Server-sent events: each is a page of the feedback list after a position, its id the position
   * to resume from. Ends with the token, with the reader, or when the list cannot be read.
   * @throws Problem 429 when the client has its streams, 503 when the gateway has all it takes.
   */
  start(listener: Listener, after: number): Readable
  /** Ends every stream: a service that stops waits for no reader. */
  endAll(): void
}

type ListFeedback = ReturnType<typeof listFeedback>

interface Pace {
  readonly pollMs: number
  readonly keepAliveMs: number
}

const defaultPace: Pace = { pollMs: limits.streamPollMs, keepAliveMs: limits.streamKeepAliveMs }

/** Streams what `listFeedback` shows and nothing else: same rows, same order, same form. */
export function tellFeedback(deps: {
  readonly listFeedback: ListFeedback
  /** Tokens end on system time. */
  readonly systemNow: () => Date
  readonly pace?: Pace
}): FeedbackStreams {
  const running = new Map<AbortController, string>()

  function checkRoom(clientId: string): void {
    const own = [...running.values()].filter(client => client === clientId).length
    if (own >= limits.streamsPerClientMax) {
      throw problems['feedback-streams-used']({ retryAfterSec: limits.streamRetryAfterSec })
    }
    if (running.size >= limits.streamsMax) {
      throw shared.unavailable({ retryAfterSec: limits.streamRetryAfterSec })
    }
  }

  return {
    start({ agency, clientId, expiresMs }, after) {
      checkRoom(clientId)
      const ending = new AbortController()
      const end = () => ending.abort()
      const expiry = setTimeout(end, Math.max(0, expiresMs - deps.systemNow().getTime()))
      const read = (position: number) => deps.listFeedback(agency, position)
      const frames = framesOf(read, after, ending.signal, deps.pace ?? defaultPace)
      running.set(ending, clientId)
      return toReadable(frames, () => {
        clearTimeout(expiry)
        running.delete(ending)
        end()
      })
    },
    endAll() {
      for (const ending of running.keys()) ending.abort()
    },
  }
}

/** `Readable.from` would let a reader who left wait for the next frame before it makes room. */
function toReadable(frames: AsyncGenerator<string>, onClose: () => void): Readable {
  return new Readable({
    async read() {
      const { value, done } = await frames.next()
      if (!this.destroyed) this.push(done ? null : value)
    },
    destroy(error, callback) {
      onClose()
      callback(error)
    },
  })
}

/** A comment at once, so that the headers leave; then pages, and comments while there are none. */
async function* framesOf(
  read: (after: number) => ReturnType<ListFeedback>,
  after: number,
  ended: AbortSignal,
  pace: Pace,
): AsyncGenerator<string> {
  yield `retry: ${limits.streamRetryAfterSec * 1_000}\n\n`
  let position = after
  let silentMs = 0
  while (!ended.aborted) {
    const page = await read(position).catch(() => undefined)
    if (page === undefined || ended.aborted) return
    if (page.next !== undefined) {
      position = Number(page.next)
      silentMs = 0
      yield `id: ${page.next}\nevent: feedback\ndata: ${JSON.stringify(page.list)}\n\n`
      continue
    }
    if (silentMs >= pace.keepAliveMs) {
      silentMs = 0
      yield ': nothing new\n\n'
    }
    await sleep(pace.pollMs, undefined, { signal: ended }).catch(() => {})
    silentMs += pace.pollMs
  }
}
