import type { Snapshot } from '@unefois/contracts'
import { alone } from '@unefois/service'
import { limits } from './limits.ts'

/** One exchange to which the law gives no right to object. */
export interface SetAsideFlow {
  readonly sender: string
  readonly receiver: string
  readonly rights: readonly string[]
  readonly provision: string
}

/** What the registry says, as far as this service asks. */
export interface Known {
  readonly participants: ReadonlySet<string>
  readonly rights: ReadonlySet<string>
  readonly setAside: readonly SetAsideFlow[]
}

export interface Directory {
  /** The newest known, however old: undefined until the registry has once been heard. */
  latest(): Known | undefined
  /** Asks the registry now; what is known stays when it does not answer. */
  refresh(): Promise<void>
  close(): void
}

/**
 * Holds what the registry says of agencies, rights and provisions, asked for now and then. An
 * objection never waits for it: whoever may not be looked up is believed.
 */
export function openDirectory(parts: {
  readonly fetchSnapshot: () => Promise<Snapshot>
  readonly onFault: () => void
}): Directory {
  let known: Known | undefined
  const refresh = alone(async () => {
    try {
      known = read(await parts.fetchSnapshot())
    } catch {
      parts.onFault()
    }
  })
  const timer = setInterval(() => void refresh(), limits.directoryEveryMs)
  timer.unref()
  return { latest: () => known, refresh, close: () => clearInterval(timer) }
}

function read(snapshot: Snapshot): Known {
  return {
    participants: new Set(snapshot.participants.map(({ id }) => id)),
    rights: new Set(snapshot.rights.map(({ id }) => id)),
    setAside: snapshot.agreements.flatMap(({ state, text }) =>
      state === 'active' && 'setAside' in text.objection
        ? [
            {
              sender: text.sender,
              receiver: text.receiver,
              rights: text.rights,
              provision: text.objection.setAside.provision,
            },
          ]
        : [],
    ),
  }
}
