import type { LawProfile, RegisterSource } from '@unefois/contracts'

/** The laws of whoever takes part; both where nobody does yet. */
export function lawsOfParticipants({ participants }: RegisterSource): readonly LawProfile[] {
  return ordered(new Set(participants.map(({ participant }) => participant.country)))
}

/** The laws of these agreements; of whoever takes part, where there are none. */
export function lawsOfAgreements(source: RegisterSource): readonly LawProfile[] {
  if (source.agreements.length === 0) return lawsOfParticipants(source)
  return ordered(new Set(source.agreements.map(({ text }) => text.lawProfile)))
}

function ordered(known: ReadonlySet<LawProfile>): readonly LawProfile[] {
  const laws = (['fr', 'be'] as const).filter(profile => known.has(profile))
  return laws.length === 0 ? ['fr', 'be'] : laws
}
