import { createInbox, headers, type Msg, type NatsConnection } from '@nats-io/transport-node'
import type { Publication, PublicationResult } from './publish.ts'

const waitingAlready = 'maximum messages per subject exceeded'
const unavailable: PublicationResult = { ok: false, reason: 'unavailable' }

interface Sent {
  readonly result: Promise<PublicationResult>
  /** Answers `unavailable` if nothing has been heard. */
  giveUp(): void
}

/** The acknowledgements of one connection's publications, on one subscription. */
interface Acknowledgements {
  publish(publication: Publication): Sent
}

const byConnection = new WeakMap<NatsConnection, Acknowledgements>()

/**
 * JetStream answers a publication on the reply subject it came with. The client library's own call
 * makes a promise, a timer and several objects for each: three times the work of this, measured.
 */
export function acknowledgementsOf(nats: NatsConnection): Acknowledgements {
  const known = byConnection.get(nats)
  if (known !== undefined) return known
  const prefix = `${createInbox()}.`
  const waiting = new Map<string, (result: PublicationResult) => void>()
  let count = 0
  nats.subscribe(`${prefix}*`, {
    callback(error, message) {
      const token = message.subject.slice(prefix.length)
      const resolve = waiting.get(token)
      waiting.delete(token)
      resolve?.(error === null ? readAnswer(message) : unavailable)
    },
  })
  const acknowledgements: Acknowledgements = {
    publish({ subject, messageId, payload }) {
      count += 1
      const token = count.toString(36)
      const { promise: result, resolve } = Promise.withResolvers<PublicationResult>()
      waiting.set(token, resolve)
      const giveUp = () => {
        waiting.delete(token)
        resolve(unavailable)
      }
      try {
        const options = headers()
        options.set('Nats-Msg-Id', messageId)
        nats.publish(subject, payload, { reply: prefix + token, headers: options })
      } catch {
        giveUp()
      }
      return { result, giveUp }
    },
  }
  byConnection.set(nats, acknowledgements)
  return acknowledgements
}

/** The server's answer: `{stream, seq, duplicate?}`, `{error}`, or nobody there (an empty 503). */
function readAnswer(message: Msg): PublicationResult {
  if (message.data.length === 0) return unavailable
  const answer: unknown = message.json()
  if (typeof answer !== 'object' || answer === null) return unavailable
  if ('error' in answer) {
    const waits = JSON.stringify(answer.error).includes(waitingAlready)
    return { ok: false, reason: waits ? 'waiting' : 'unavailable' }
  }
  return { ok: true, duplicate: 'duplicate' in answer && answer.duplicate === true }
}
