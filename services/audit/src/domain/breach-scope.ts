import type { Directory } from './directory.ts'

/** What is said of the signals that a breach touches. */
export interface SaidOfScope {
  readonly agency: string | null
  readonly agent: string | null
  readonly keyId: string | null
  readonly agreement: string | null
}

/** Whose entries of the log answer it. */
export interface Entries {
  readonly agency: string
  readonly agreement: string | null
  readonly agent: string | null
}

/**
 * Whose entries answer a scope: an agency's own; of an agreement, its two ends'; of a receiver's
 * key, those of whoever sends to that receiver under an agreement that was ever in force, or with
 * an agent of the receiver's that agent's. Said together they narrow one another. Undefined when
 * an agency, a key or an agreement is nobody's.
 */
export function entriesOf(said: SaidOfScope, directory: Directory): readonly Entries[] | undefined {
  const { agency, agent, keyId, agreement } = said
  const receiver = keyId === null ? undefined : directory.keys.get(keyId)
  const known = agreement === null ? undefined : directory.agreements.get(agreement)
  if ((keyId !== null && receiver === undefined) || (agreement !== null && !known)) return undefined
  if (agency !== null && !directory.names.has(agency)) return undefined
  if (receiver !== undefined) {
    return [...directory.agreements.values()]
      .filter(({ text, hash }) => text.receiver === receiver && (known?.hash ?? hash) === hash)
      .filter(({ text }) => [null, text.sender, text.receiver].includes(agency))
      .map(({ text, hash }) => {
        const by = agent === null ? null : agency
        return { agency: by ?? text.sender, agreement: hash, agent }
      })
  }
  const ends = known === undefined ? [...directory.names.keys()] : endsOf(known.text)
  const agencies = agency === null ? ends : ends.filter(each => each === agency)
  return agencies.map(each => ({ agency: each, agreement, agent }))
}

function endsOf({ sender, receiver }: { sender: string; receiver: string }): readonly string[] {
  return [...new Set([sender, receiver])]
}
