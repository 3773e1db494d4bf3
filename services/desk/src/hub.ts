import {
  type CaseEventV2 as CaseEvent,
  type CaseEventsAnswer,
  type ReleaseAnswer,
  type Signal,
  type SignalAccepted,
  type SignalStatusV2,
  validatorFor,
} from '@unefois/contracts'
import type { Api, Call } from '@unefois/sdk'

/**
 * What a call to the hub came to. `unavailable`: nothing is known, so the same call may be made
 * again.
 */
export type HubAnswer<T> =
  | { readonly ok: true; readonly answer: T }
  | {
      readonly ok: false
      readonly cause: 'refused'
      readonly code: string
      /** The content is at fault (400, 422), not who asks nor when. */
      readonly isOfContent: boolean
    }
  | { readonly ok: false; readonly cause: 'unavailable'; readonly code: string }

/** What a desk says to the hub, and asks it. None throws for what the network or the hub does. */
export interface Hub {
  /** May I open these? One answer for each id, in the same order. */
  release(ids: readonly string[]): Promise<HubAnswer<ReleaseAnswer>>
  /** What became of signals; events keep their ids, so telling twice is harmless. */
  report(events: readonly CaseEvent[]): Promise<HubAnswer<CaseEventsAnswer>>
  /** Sends a signal on to another agency. */
  sendSignal(idempotencyKey: string, signal: Signal): Promise<HubAnswer<SignalAccepted>>
  /** A signal that this agency sent: to whom it went. */
  readSignal(id: string): Promise<HubAnswer<SignalStatusV2>>
}

/** A hub behind the API client of one desk (scopes `receive` and `signals`). */
export function connectHub(api: Api): Hub {
  const isReleaseAnswer = validatorFor('urn:unefois:contracts:release-answer.v1')
  const isEventsAnswer = validatorFor('urn:unefois:contracts:case-events-answer.v1')
  const isAccepted = validatorFor('urn:unefois:contracts:signal-accepted.v1')
  const isStatus = validatorFor('urn:unefois:contracts:signal-status.v2')
  return {
    async release(ids) {
      const call = { method: 'POST', path: '/v1/releases', body: { ids } } as const
      const answered = await ask(api, call, isReleaseAnswer)
      if (!answered.ok) return answered
      return inOrder(answered.answer.releases, ids) ? answered : invalid
    },
    async report(events) {
      const call = { method: 'POST', path: '/v1/case-events', body: { events } } as const
      const answered = await ask(api, call, isEventsAnswer)
      if (!answered.ok) return answered
      const ids = events.map(event => event.id)
      return inOrder(answered.answer.results, ids) ? answered : invalid
    },
    readSignal: id => ask(api, { method: 'GET', path: `/v1/signals/${id}` }, isStatus),
    sendSignal: (idempotencyKey, signal) =>
      ask(api, { method: 'POST', path: '/v1/signals', idempotencyKey, body: signal }, isAccepted),
  }
}

/** A token to renew, a slow request, a quota of calls: the same call may succeed later. */
const comeBackLater: ReadonlySet<number> = new Set([401, 408, 429])

export const invalid = { ok: false, cause: 'unavailable', code: 'answer-invalid' } as const

/** Makes one call, and sorts what it came to; an answer that is not the contract's is none. */
export async function ask<T>(
  api: Api,
  call: Call,
  isExpected: (body: unknown) => body is T,
): Promise<HubAnswer<T>> {
  try {
    const { status, body, headers } = await api.call(call)
    if (status >= 200 && status < 300)
      return isExpected(body) ? { ok: true, answer: body } : invalid
    const code = codeOf(body)
    const comeBack = status === 409 && headers['retry-after'] !== undefined
    if (status < 400 || status >= 500 || comeBackLater.has(status) || comeBack) {
      return { ok: false, cause: 'unavailable', code }
    }
    return { ok: false, cause: 'refused', code, isOfContent: status === 400 || status === 422 }
  } catch {
    return { ok: false, cause: 'unavailable', code: 'no-answer' }
  }
}

/** The stable code of a problem document; anything else is not repeated. */
function codeOf(body: unknown): string {
  const code = typeof body === 'object' && body !== null && 'code' in body ? body.code : undefined
  return typeof code === 'string' && /^[a-z][a-z0-9-]{1,60}$/u.test(code) ? code : 'no-code'
}

/** Whether each was answered, in the order asked. */
export function inOrder(answers: readonly { id: string }[], ids: readonly string[]): boolean {
  return answers.length === ids.length && answers.every((answer, n) => answer.id === ids[n])
}
