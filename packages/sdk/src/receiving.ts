import {
  type CaseEvent,
  type CaseEventsAnswer,
  type DeliveredSignal,
  type ReleaseAnswer,
  validatorFor,
} from '@unefois/contracts'
import type { Api } from './api.ts'
import { limits } from './limits.ts'
import { type Opening, openReleased, type ReceiverIdentity } from './open-signal.ts'

/** What became of one message; `later` may be tried again, everything else is settled. */
export type Received =
  | ({ readonly signal: DeliveredSignal } & Opening)
  | { readonly signal: DeliveredSignal; readonly ok: false; readonly reason: 'gone' }
  | { readonly signal: undefined; readonly ok: false; readonly reason: 'not-a-signal' }

export interface Receiving {
  /** May I open these? One answer for each id, in the same order; any number of ids. */
  release(ids: readonly string[]): Promise<ReleaseAnswer['releases']>
  /**
   * Opens messages of the receiver's stream: validates them, asks the hub to release them, opens
   * what it releases. One answer for each message, in order. Report `received` once stored.
   */
  openSignals(messages: readonly (Uint8Array | unknown)[]): Promise<Received[]>
  /** What became of signals; events keep their ids, so telling twice is harmless. */
  report(events: readonly CaseEvent[]): Promise<CaseEventsAnswer['results']>
}

/** A receiver's side, for agencies without a desk. Every call may throw ApiError. */
export function receivingOf(api: Api, identity: ReceiverIdentity | undefined): Receiving {
  const isDelivered = validatorFor('urn:unefois:contracts:delivered-signal.v1')
  const call = { method: 'POST', repeatable: true } as const

  async function release(ids: readonly string[]): Promise<ReleaseAnswer['releases']> {
    const releases: ReleaseAnswer['releases'] = []
    for (const group of groupsOf(ids)) {
      const body = { ids: group }
      const answer = await api.ok<ReleaseAnswer>({ ...call, path: '/v1/releases', body })
      releases.push(...answer.releases)
    }
    return releases
  }

  return {
    release,
    async openSignals(messages) {
      if (identity === undefined) throw new TypeError('opening needs the receiver option')
      const signals = messages.map(parse).map(value => (isDelivered(value) ? value : undefined))
      const ids = signals.flatMap(signal => (signal === undefined ? [] : [signal.data.envelope.id]))
      const released = await release(ids)
      const byId = new Map(released.map(one => [one.id, one]))
      return signals.map((signal): Received => {
        if (signal === undefined) return { signal, ok: false, reason: 'not-a-signal' }
        const one = byId.get(signal.data.envelope.id)
        if (one === undefined || 'refusal' in one) return { signal, ok: false, reason: 'gone' }
        return { signal, ...openReleased(identity, signal, one.key) }
      })
    },
    async report(events) {
      const results: CaseEventsAnswer['results'] = []
      for (const group of groupsOf(events)) {
        const body = { events: group }
        const answer = await api.ok<CaseEventsAnswer>({ ...call, path: '/v1/case-events', body })
        results.push(...answer.results)
      }
      return results
    },
  }
}

function* groupsOf<Item>(items: readonly Item[]): Generator<Item[]> {
  for (let at = 0; at < items.length; at += limits.idsPerCallMax) {
    yield items.slice(at, at + limits.idsPerCallMax)
  }
}

function parse(message: unknown): unknown {
  if (!(message instanceof Uint8Array)) return message
  try {
    return JSON.parse(Buffer.from(message).toString('utf8'))
  } catch {
    return undefined
  }
}
