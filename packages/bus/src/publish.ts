import { SpanStatusCode, trace } from '@opentelemetry/api'
import { type Bus, connectionOf } from './connect.ts'
import { publicationsUnderWayMax, publishMsMax } from './limits.ts'
import { acknowledgementsOf } from './publish-acknowledgements.ts'

const tracer = trace.getTracer('unefois.bus')

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
      results.push(
        ...(await publishSome(bus, publications.slice(from, from + publicationsUnderWayMax))),
      )
    }
    const failed = results.some(result => !result.ok && result.reason === 'unavailable')
    if (failed) span.setStatus({ code: SpanStatusCode.ERROR })
    span.end()
    return results
  })
}

/** Sends all at once and gives what has no answer in time up together: one timer, not one each. */
async function publishSome(
  bus: Bus,
  publications: readonly Publication[],
): Promise<PublicationResult[]> {
  if (!bus.isConnected()) return publications.map(() => ({ ok: false, reason: 'unavailable' }))
  const acknowledgements = acknowledgementsOf(connectionOf(bus).nats)
  const sent = publications.map(publication => acknowledgements.publish(publication))
  const timer = setTimeout(() => {
    for (const { giveUp } of sent) giveUp()
  }, publishMsMax)
  try {
    return await Promise.all(sent.map(({ result }) => result))
  } finally {
    clearTimeout(timer)
  }
}
