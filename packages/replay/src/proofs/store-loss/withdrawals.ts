import type { Hub } from '@unefois/local'
import type { Api } from '@unefois/sdk'
import { apiOf } from '../../actors/actor.ts'
import type { AcceptedPost } from '../load/signal-load.ts'

/** Withdrawals by the senders themselves. */
export interface Withdrawals {
  withdraw(post: AcceptedPost): Promise<void>
  /** Ids whose withdrawal was answered 202. */
  done(): ReadonlySet<string>
  close(): Promise<void>
}

/** Withdraws signals with their own sender's token. Repeating a withdrawal changes nothing. */
export function openWithdrawals(hub: Hub): Withdrawals {
  const apis = new Map<string, Api>()
  const done = new Set<string>()
  return {
    async withdraw({ id, sender }) {
      const api = apis.get(sender) ?? apiOf(hub, sender, 'gateway')
      apis.set(sender, api)
      await api.ok({ method: 'POST', path: `/v1/signals/${id}/withdrawal`, repeatable: true })
      done.add(id)
    },
    done: () => done,
    async close() {
      await Promise.all([...apis.values()].map(api => api.close()))
    },
  }
}
