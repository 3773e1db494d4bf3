import { JetStreamApiError } from '@nats-io/jetstream'
import { SpanStatusCode, trace } from '@opentelemetry/api'
import { type Bus, connectionOf } from './connect.ts'
import { publicationsUnderWayMax } from './limits.ts'

const tracer = trace.getTracer('unefois.bus')
const waitingAlready = 'maximum messages per subject exceeded'

export interface Publication {
  readonly subject: string
  /** The outbox row's id, never the signal's: a recall would be taken for a duplicate of it. */
  readonly messageId: string
  readonly payload: Uint8Array
}

/**
 * `duplicate`: the server had this message id already. `waiting`: a message with this subject waits
 * there, so nothing is owed. `unavailable`: nothing is known; publish again later.
 */
export type PublicationResult =
  | { readonly ok: true; readonly duplicate: boolean }
  | { readonly ok: false; readonly reason: 'waiting' | 'unavailable' }

/**
 * Publishes all, answering in the same order. Never throws for a refusal or a lost server: each
 * publication has its own answer.
 */
export async function publishMany(
  bus: Bus,
  publications: readonly Publication[],
): Promise<PublicationResult[]> {
  return tracer.startActiveSpan('bus publish', async span => {
    const results: PublicationResult[] = []
    for (let from = 0; from < publications.length; from += publicationsUnderWayMax) {
      const some = publications.slice(from, from + publicationsUnderWayMax)
      results.push(...(await Promise.all(some.map(one => publishOne(bus, one)))))
    }
    const failed = results.some(result => !result.ok && result.reason === 'unavailable')
    if (failed) span.setStatus({ code: SpanStatusCode.ERROR })
    span.end()
    return results
  })
}

async function publishOne(bus: Bus, publication: Publication): Promise<PublicationResult> {
  if (!bus.isConnected()) return { ok: false, reason: 'unavailable' }
  try {
    const { stream } = connectionOf(bus)
    const options = { msgID: publication.messageId }
    const answer = await stream.publish(publication.subject, publication.payload, options)
    return { ok: true, duplicate: answer.duplicate }
  } catch (error) {
    const waits = error instanceof JetStreamApiError && error.message.includes(waitingAlready)
    return { ok: false, reason: waits ? 'waiting' : 'unavailable' }
  }
}
