import { trace } from '@opentelemetry/api'
import type { Bus } from './connect.ts'
import type { InboxMessage } from './inbox-message.ts'
import { bufferedMsMax, pullRetryMs } from './limits.ts'
import { consumerName, streamName } from './names.ts'
import { createPullRequests } from './pull-requests.ts'

const tracer = trace.getTracer('unefois.bus')

export interface Inbox {
  /**
   * Answers as soon as anything is there, with everything that is, up to `max`; empty after
   * `waitMs`. Never throws for a lost server or stream: that is an empty inbox for now.
   */
  fetch(options: { max: number; waitMs: number }): Promise<InboxMessage[]>
  /** Gives back what was received and not fetched. */
  close(): void
}

/**
 * Opens a receiver's own inbox under its own account. The consumer is named, not looked up: looking
 * it up would need a permission that shows an agency more than its messages. A request for messages
 * is made only when somebody fetches, so what waits here never exceeds one request's `max`.
 */
export async function openInbox(bus: Bus, receiver: string): Promise<Inbox> {
  const buffer: { message: InboxMessage; atMs: number }[] = []
  let closed = false
  let refusedUntilMs = 0
  let wake = () => {}

  const requests = createPullRequests(
    bus,
    { stream: streamName(receiver), name: consumerName },
    message => {
      buffer.push({ message, atMs: Date.now() })
      wake()
    },
    refused => {
      refusedUntilMs = refused ? Date.now() + pullRetryMs : 0
      wake()
    },
  )
  bus.onStatus(() => wake())

  function take(max: number): InboxMessage[] {
    const oldestMs = Date.now() - bufferedMsMax
    while (buffer[0] !== undefined && buffer[0].atMs < oldestMs) buffer.shift()
    return buffer.splice(0, max).map(({ message }) => message)
  }

  /** Until something happens, or `waitMs`, and then until the burst that woke us has been read. */
  async function waitForSome(waitMs: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    wake = resolve
    const timer = setTimeout(resolve, waitMs)
    await promise
    clearTimeout(timer)
    wake = () => {}
    await new Promise(done => setImmediate(done))
  }

  return {
    async fetch({ max, waitMs }) {
      return tracer.startActiveSpan('bus fetch', async span => {
        const untilMs = Date.now() + waitMs
        let messages = take(max)
        while (messages.length === 0 && !closed && Date.now() < untilMs) {
          const nowMs = Date.now()
          const mayAsk = bus.isConnected() && nowMs >= refusedUntilMs
          if (mayAsk) requests.ask(max)
          const retryMs = mayAsk ? untilMs : Math.max(refusedUntilMs, nowMs + 1)
          await waitForSome(Math.min(untilMs, bus.isConnected() ? retryMs : untilMs) - nowMs)
          messages = take(max)
        }
        span.end()
        return messages
      })
    },
    close() {
      closed = true
      requests.close()
      for (const { message } of buffer.splice(0)) message.nak(0)
      wake()
    },
  }
}
