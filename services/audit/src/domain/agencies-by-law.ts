import type { LawProfile, Snapshot } from '@unefois/contracts'

/** The participants of each law, suspended ones too: their traces are still kept. */
export type AgenciesByLaw = ReadonlyMap<LawProfile, readonly string[]>

/** A participant's law is its country's. */
export function byLaw(participants: Snapshot['participants']): AgenciesByLaw {
  const grouped = Map.groupBy(participants, ({ country }) => country)
  return new Map([...grouped].map(([law, members]) => [law, members.map(({ id }) => id)]))
}

/** The laws that apply at this hub: one at least, or nobody exchanges anything yet. */
export function lawsOf(agencies: AgenciesByLaw): readonly LawProfile[] {
  return agencies.size === 0 ? ['fr', 'be'] : [...agencies.keys()]
}

/**
 * The law under which a trace between two ends is kept: theirs when they share it, otherwise none
 * alone; `hub` stands for the hub's own people and belongs to every law.
 */
export function lawBetween(
  agencies: AgenciesByLaw,
  ends: readonly (string | null)[],
): LawProfile | undefined {
  const named = ends.filter(end => end !== null && end !== 'hub')
  if (named.length === 0) return undefined
  for (const [law, members] of agencies) {
    if (named.every(end => end !== null && members.includes(end))) return law
  }
  return undefined
}
