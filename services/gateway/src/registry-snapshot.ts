import type { Snapshot } from '@unefois/contracts'
import { alone } from '@unefois/service'
import { type AgreementsInForce, indexSnapshot } from './domain/agreements-in-force.ts'
import { problems } from './errors.ts'
import { limits } from './limits.ts'

export interface RegistrySnapshot {
  /** @throws Problem 503 when the registry has not been heard for longer than the limit. */
  current(): AgreementsInForce
  /** The newest known, however old, for what must go on without the registry. */
  latest(): AgreementsInForce | undefined
  isFresh(): boolean
  /** Called after each refresh that brought a new version. */
  onVersion(listener: () => void): void
  refresh(): Promise<void>
  close(): void
}

/**
 * Holds the registry's snapshot: fetched at start, every few seconds, and at each change. Its age
 * is measured on the system's monotonic clock, from the moment that the registry last answered.
 *
 * @param fetchSnapshot answers the snapshot, or undefined when `version` is still the newest.
 */
export function openRegistrySnapshot(options: {
  fetchSnapshot: (version: number | undefined) => Promise<Snapshot | undefined>
  monotonicMs: () => number
  onRefreshed: (version: number) => void
  onFault: () => void
}): RegistrySnapshot {
  let inForce: AgreementsInForce | undefined
  let heardMs = Number.NEGATIVE_INFINITY
  const listeners: (() => void)[] = []

  const refresh = alone(async () => {
    try {
      const snapshot = await options.fetchSnapshot(inForce?.version)
      heardMs = options.monotonicMs()
      if (snapshot === undefined) return
      inForce = indexSnapshot(snapshot)
      options.onRefreshed(inForce.version)
      for (const listener of listeners) listener()
    } catch {
      options.onFault()
    }
  })
  const timer = setInterval(() => void refresh(), limits.snapshotRefreshMs)
  timer.unref()
  const isFresh = () => options.monotonicMs() - heardMs <= limits.snapshotAgeMsMax
  return {
    current() {
      if (inForce !== undefined && isFresh()) return inForce
      throw problems['snapshot-stale']({ retryAfterSec: limits.consentRetryAfterSec })
    },
    latest: () => inForce,
    isFresh: () => inForce !== undefined && isFresh(),
    onVersion: listener => void listeners.push(listener),
    refresh,
    close: () => clearInterval(timer),
  }
}
