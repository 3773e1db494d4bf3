import type { Snapshot } from '@unefois/contracts'
import { type AgenciesByLaw, byLaw } from './domain/agencies-by-law.ts'
import { limits } from './limits.ts'

/** Whose law is whose, as the registry last said. */
export interface Participants {
  /** Undefined until the registry has answered once. */
  latest(): AgenciesByLaw | undefined
  /** Asks the registry; keeps the former answer when it does not. */
  refresh(): Promise<void>
  close(): void
}

/** Asks the registry at intervals, and every second until it has answered once. */
export function openParticipants(options: {
  fetchSnapshot: () => Promise<Pick<Snapshot, 'participants'>>
  monotonicMs: () => number
  /** Hears of the first answer. */
  onKnown: () => void
  onFault: () => void
}): Participants {
  let agencies: AgenciesByLaw | undefined
  let askedMs = Number.NEGATIVE_INFINITY
  async function refresh(): Promise<void> {
    askedMs = options.monotonicMs()
    try {
      const { participants } = await options.fetchSnapshot()
      const isFirst = agencies === undefined
      agencies = byLaw(participants)
      if (isFirst) options.onKnown()
    } catch {
      options.onFault()
    }
  }
  const isDue = () =>
    agencies === undefined || options.monotonicMs() - askedMs >= limits.participantsRefreshMs
  const timer = setInterval(() => {
    if (isDue()) void refresh()
  }, limits.participantsPollMs)
  timer.unref()
  return { latest: () => agencies, refresh, close: () => clearInterval(timer) }
}
