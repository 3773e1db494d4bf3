import { type LawProfile, law, type Outcome } from '@unefois/contracts'

/** The longest list of outcomes that contracts/schemas/case-event.v1 lets travel. */
const outcomesMax = 8

/** True when one of the outcomes cannot be true of a person whom nobody told of their rights. */
export function needsNotice(profile: LawProfile, outcomes: readonly Outcome[]): boolean {
  return outcomes.some(outcome => law[profile].informedOutcomes.value.includes(outcome))
}

/**
 * Somebody else's number: what is inaccurate is erased without delay (GDPR art. 5(1)(d) and 16).
 * No number is typed in its place: who knows the right one signals it.
 */
export const identifierError: Outcome = 'identifier-error'

/** The outcomes that destroy what the desk holds of the person, at once. */
export function erasingOutcomes(profile: LawProfile): readonly Outcome[] {
  return [...law[profile].erasingOutcomes.value, identifierError]
}

/** True when one of the outcomes destroys what the desk holds of the person, at once. */
export function erasesAtOnce(profile: LawProfile, outcomes: readonly Outcome[]): boolean {
  const erasing = erasingOutcomes(profile)
  return outcomes.some(outcome => erasing.includes(outcome))
}

/**
 * What a joined signal closes with: the live case's outcomes, marked as counted elsewhere. Its
 * sender's loop ends like the other one's, and an objection erases it too.
 */
export function outcomesOfJoined(outcomes: readonly Outcome[]): readonly Outcome[] {
  if (outcomes.length === 0 || outcomes.includes('duplicate')) return outcomes
  return outcomes.length < outcomesMax ? [...outcomes, 'duplicate'] : outcomes
}
