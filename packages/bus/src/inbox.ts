import { setTimeout as sleep } from 'node:timers/promises'
import type { Consumer, ConsumerInfo, JsMsg } from '@nats-io/jetstream'
import { trace } from '@opentelemetry/api'
import { type Bus, connectionOf } from './connect.ts'
import { bufferedMsMax, pullMs, pullRetryMs } from './limits.ts'
import { consumerName, streamName } from './names.ts'

const tracer = trace.getTracer('unefois.bus')

/** One message waiting to be settled by exactly one of `ack`, `nak`, `term`. */
export interface InboxMessage {
  readonly subject: string
  readonly data: Uint8Array
  /** 1 at the first delivery. */
  readonly deliveries: number
  ack(): void
  /** Comes again after `delayMs`. */
  nak(delayMs: number): void
  /** Never comes again. Without a reason: nats-server 2.9 ignores a term that gives one. */
  term(): void
}

export interface Inbox {
  /**
   * Answers as soon as anything is there, with everything that is, up to `max`; empty after
   * `waitMs`, or sooner when the bus cannot be asked. Never throws for a lost server or stream.
   */
  fetch(options: { max: number; waitMs: number }): Promise<InboxMessage[]>
  /** Gives back what was received and not fetched. */
  close(): void
}

/**
 * Opens a receiver's own inbox under its own account. The consumer is named, not looked up: looking
 * it up would need a permission that shows an agency more than its messages.
 */
export async function openInbox(bus: Bus, receiver: string): Promise<Inbox> {
  const stream = streamName(receiver)
  const known = { stream_name: stream, name: consumerName, config: { durable_name: consumerName } }
  const { stream: client } = connectionOf(bus)
  return createInbox(client.consumers.getConsumerFromInfo(known as ConsumerInfo), bus)
}

/**
 * One request for messages is with the server at a time, and only after somebody asked: what is
 * received here and not fetched never exceeds one request's `max`.
 */
function createInbox(consumer: Consumer, bus: Bus): Inbox {
  const buffer: { message: JsMsg; atMs: number }[] = []
  let pulling = false
  let closed = false
  let wake = () => {}

  async function pull(max: number): Promise<void> {
    pulling = true
    try {
      const options = { max_messages: max, expires: pullMs, idle_heartbeat: pullMs / 5, bind: true }
      for await (const message of await consumer.fetch(options)) {
        buffer.push({ message, atMs: Date.now() })
        wake()
      }
    } catch {
      await sleep(pullRetryMs, undefined, { ref: false })
    }
    pulling = false
    wake()
  }

  function take(max: number): InboxMessage[] {
    const oldestMs = Date.now() - bufferedMsMax
    while (buffer[0] !== undefined && buffer[0].atMs < oldestMs) buffer.shift()
    return buffer.splice(0, max).map(({ message }) => toInboxMessage(message))
  }

  async function waitForSome(waitMs: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    await new Promise<void>(resolve => {
      wake = resolve
      timer = setTimeout(resolve, waitMs)
    })
    clearTimeout(timer)
    wake = () => {}
    await new Promise(resolve => setImmediate(resolve))
  }

  return {
    async fetch({ max, waitMs }) {
      return tracer.startActiveSpan('bus fetch', async span => {
        const untilMs = Date.now() + waitMs
        let messages = take(max)
        while (messages.length === 0 && !closed && Date.now() < untilMs) {
          if (!pulling && bus.isConnected()) void pull(max)
          await waitForSome(untilMs - Date.now())
          messages = take(max)
        }
        span.end()
        return messages
      })
    },
    close() {
      closed = true
      for (const { message } of buffer.splice(0)) message.nak()
      wake()
    },
  }
}

function toInboxMessage(message: JsMsg): InboxMessage {
  return {
    subject: message.subject,
    data: message.data,
    deliveries: message.info.deliveryCount,
    ack: () => message.ack(),
    nak: delayMs => message.nak(delayMs),
    term: () => message.term(),
  }
}
