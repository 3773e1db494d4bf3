import type { Signal, SignalAccepted, SignalListV2, SignalStatusV2 } from '@unefois/contracts'
import { v4 as uuid } from 'uuid'
import type { Api } from './api.ts'
import { pages } from './paging.ts'

export interface Signals {
  /**
   * Sends one signal; it is stored once this resolves. The same key is sent with every retry.
   * @param idempotencyKey a UUID of your own makes a later repetition harmless too.
   */
  send(signal: Signal, idempotencyKey?: string): Promise<SignalAccepted>
  /** What its sender may know of a signal. */
  read(id: string): Promise<SignalStatusV2>
  /** The agency's signals after an id, in the order of ids; a page at a time is held. */
  list(options?: { after?: string; signal?: AbortSignal }): AsyncGenerator<SignalStatusV2>
  /** Takes a signal back. The hub always says yes, whatever became of it. */
  withdraw(id: string): Promise<void>
}

/** Single signals. Every call may throw ApiError, TokenError or the network's own error. */
export function signalsOf(api: Api): Signals {
  return {
    send: (signal, idempotencyKey = uuid()) =>
      api.ok({ method: 'POST', path: '/v1/signals', body: signal, idempotencyKey }),
    read: id => api.ok({ method: 'GET', path: pathOf(id) }),
    async *list(options = {}) {
      for await (const { body } of pages<SignalListV2>(api, '/v1/signals', options)) {
        yield* body.items
      }
    },
    async withdraw(id) {
      await api.ok({ method: 'POST', path: `${pathOf(id)}/withdrawal`, repeatable: true })
    },
  }
}

function pathOf(id: string): string {
  return `/v1/signals/${encodeURIComponent(id)}`
}
