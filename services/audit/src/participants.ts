import type { RightList, Snapshot } from '@unefois/contracts'
import { alone } from '@unefois/service'
import { type AgenciesByLaw, byLaw } from './domain/agencies-by-law.ts'
import { type Directory, directoryOf } from './domain/directory.ts'
import { limits } from './limits.ts'

/** Whose law is whose, as the registry last said. */
export interface Participants {
  /** Undefined until the registry has answered once. */
  latest(): AgenciesByLaw | undefined
  /** Names and agreements for people's eyes; empty until then. */
  directory(): Directory
  /** Asks the registry; keeps the former answer when it does not. */
  refresh(): Promise<void>
  close(): void
}

/** What the registry answers; the agreements and the catalogue are for people's eyes. */
export interface Known extends Pick<Snapshot, 'participants'> {
  readonly agreements?: Snapshot['agreements']
  readonly catalogue?: RightList['items']
}

/** Asks the registry at intervals, and every second until it has answered once. */
export function openParticipants(options: {
  fetchSnapshot: () => Promise<Known>
  monotonicMs: () => number
  /** Hears of the first answer. */
  onKnown: () => void
  onFault: () => void
}): Participants {
  let agencies: AgenciesByLaw | undefined
  let directory = directoryOf({ participants: [] })
  let askedMs = Number.NEGATIVE_INFINITY
  // An answer that was long in coming must not follow a later one.
  const refresh = alone(async () => {
    askedMs = options.monotonicMs()
    try {
      const known = await options.fetchSnapshot()
      const isFirst = agencies === undefined
      agencies = byLaw(known.participants)
      directory = directoryOf(known, known.catalogue)
      if (isFirst) options.onKnown()
    } catch {
      options.onFault()
    }
  })
  const isDue = () =>
    agencies === undefined || options.monotonicMs() - askedMs >= limits.participantsRefreshMs
  const timer = setInterval(() => {
    if (isDue()) void refresh()
  }, limits.participantsPollMs)
  timer.unref()
  return {
    latest: () => agencies,
    directory: () => directory,
    refresh,
    close: () => clearInterval(timer),
  }
}
