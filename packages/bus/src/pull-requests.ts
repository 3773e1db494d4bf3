import { createInbox, type Msg, nanos } from '@nats-io/transport-node'
import { type Bus, connectionOf } from './connect.ts'
import { type InboxMessage, toInboxMessage } from './inbox-message.ts'
import { pullGraceMs, pullMs } from './limits.ts'

/** Requests for messages of one consumer: at most one is with the server at a time. */
export interface PullRequests {
  /** Asks for up to `max` messages unless a request is still open. */
  ask(max: number): void
  isOpen(): boolean
  close(): void
}

const refusedByNobodyThere = 503
const statusFrom = 400

/**
 * Speaks JetStream's pull protocol over one subscription that lives as long as the inbox: the
 * client's own `fetch` takes a new address for every request, and what the server sends to an
 * abandoned one waits a whole acknowledgement time.
 *
 * @param onMessage hears every message.
 * @param onEnd hears that no request is open any more; `refused` when the consumer is not there.
 */
export function createPullRequests(
  bus: Bus,
  consumer: { stream: string; name: string },
  onMessage: (message: InboxMessage) => void,
  onEnd: (refused: boolean) => void,
): PullRequests {
  const { nats, inboxPrefix } = connectionOf(bus)
  const subject = `$JS.API.CONSUMER.MSG.NEXT.${consumer.stream}.${consumer.name}`
  const address = createInbox(inboxPrefix)
  let wanted = 0
  let timer: NodeJS.Timeout | undefined

  function end(refused: boolean): void {
    if (wanted === 0) return
    wanted = 0
    clearTimeout(timer)
    onEnd(refused)
  }

  function hear(error: Error | null, message: Msg): void {
    const received = error === null ? toInboxMessage(message) : undefined
    const status = message.headers?.code ?? 0
    if (received !== undefined) {
      if (wanted > 1) wanted -= 1
      else end(false)
      onMessage(received)
    } else if (error !== null || status >= statusFrom) {
      end(error !== null || status === refusedByNobodyThere)
    }
  }

  const subscription = nats.subscribe(address, { callback: hear })
  bus.onStatus(connected => {
    if (!connected) end(false)
  })
  return {
    ask(max) {
      if (wanted > 0 || nats.isClosed()) return
      wanted = max
      timer = setTimeout(() => end(false), pullMs + pullGraceMs)
      timer.unref()
      const request = { batch: max, expires: nanos(pullMs) }
      nats.publish(subject, JSON.stringify(request), { reply: address })
    },
    isOpen: () => wanted > 0,
    close() {
      wanted = 0
      clearTimeout(timer)
      subscription.unsubscribe()
    },
  }
}
