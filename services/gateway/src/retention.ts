import type { Database } from '@unefois/database'
import type { KeyStore } from '@unefois/sealing'
import type { GatewayLog } from './app.ts'
import { clocks } from './domain/clocks.ts'
import { storeClocks } from './repositories/clocks.ts'
import { destroyOldKeys } from './use-cases/destroy-keys.ts'
import { dropMonths } from './use-cases/drop-months.ts'
import { endHolds } from './use-cases/end-holds.ts'
import { expireSignals } from './use-cases/expire-signals.ts'
import { forgetAnswers } from './use-cases/forget-answers.ts'
import { forgetBatches } from './use-cases/forget-batches.ts'
import { forgetCampaigns } from './use-cases/forget-campaigns.ts'

export interface RetentionDependencies {
  readonly retentionSql: Database
  readonly store: KeyStore
  readonly nowMs: () => number
  /** A uuid v7 that carries these milliseconds. */
  readonly newId: (ms: number) => string
}

/**
 * Everything that goes by the clock, once, in this order: what has expired ends before its month is
 * dropped, and a key goes after what was made with it. A step that fails is said and does not keep
 * the next ones from their own; it is tried again the next time.
 */
export function retention(deps: RetentionDependencies, log: GatewayLog): () => Promise<void> {
  const steps = [
    ['clocks', () => storeClocks(deps.retentionSql, clocks())],
    ['expire', say(expireSignals(deps), signals => log('signals-expired', { signals }))],
    [
      'drop',
      async () => {
        const { months, signals } = await dropMonths(deps)()
        if (months > 0) log('months-dropped', { months, signals })
      },
    ],
    ['holds', say(endHolds(deps), signals => log('holds-ended', { signals }))],
    ['answers', say(forgetAnswers(deps), answers => log('answers-deleted', { answers }))],
    ['batches', say(forgetBatches(deps), batches => log('batches-deleted', { batches }))],
    ['campaigns', say(forgetCampaigns(deps), campaigns => log('campaigns-deleted', { campaigns }))],
    ['keys', say(destroyOldKeys(deps), keys => log('keys-destroyed', { keys }))],
  ] as const
  return async () => {
    for (const [step, run] of steps) {
      try {
        await run()
      } catch {
        log('retention-failed', { step })
      }
    }
  }
}

function say(run: () => Promise<number>, tell: (count: number) => void): () => Promise<void> {
  return async () => {
    const count = await run()
    if (count > 0) tell(count)
  }
}
