import { type Msg, nanos } from '@nats-io/transport-node'

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

const tokensOfOldAck = 9

/** What JetStream delivered, or undefined for a message that it did not send. */
export function toInboxMessage(message: Msg): InboxMessage | undefined {
  const deliveries = deliveriesIn(message.reply ?? '')
  if (deliveries === undefined) return undefined
  return {
    subject: message.subject,
    data: message.data,
    deliveries,
    ack: () => settle(message, '+ACK'),
    nak: delayMs => settle(message, `-NAK {"delay":${nanos(delayMs)}}`),
    term: () => settle(message, '+TERM'),
  }
}

/** Without a connection nothing can be said, and the message comes again: that is the remedy. */
function settle(message: Msg, verdict: string): void {
  try {
    message.respond(verdict)
  } catch {
    // The connection is closed.
  }
}

/**
 * The delivery count in `$JS.ACK.<stream>.<consumer>.<deliveries>.…`; a newer server puts a domain
 * and an account before the stream.
 */
function deliveriesIn(reply: string): number | undefined {
  const tokens = reply.split('.')
  if (tokens[0] !== '$JS' || tokens[1] !== 'ACK') return undefined
  const deliveries = Number(tokens[tokens.length === tokensOfOldAck ? 4 : 6])
  return Number.isSafeInteger(deliveries) ? deliveries : undefined
}
