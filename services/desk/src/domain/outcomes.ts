import type { Outcome } from '@unefois/contracts'

/**
 * What the law attaches to an outcome. The list of outcomes is contracts/codes/outcome; here is
 * only what a desk must do about each. Source: CRPA L.114-8 II (law.md of the design).
 */

/** Outcomes that cannot be true of a person whom nobody told of their rights (L.114-8 II §2). */
const supposeContact: ReadonlySet<Outcome> = new Set([
  'right-opened',
  'right-updated',
  'claim-filed',
  'claim-refused',
  'renounced',
  'objected',
])

/** Outcomes after which the data are destroyed without delay (L.114-8 II §2; CNIL 2022-101). */
const erase: ReadonlySet<Outcome> = new Set(['objected', 'not-eligible', 'renounced'])

/** The longest list of outcomes that contracts/schemas/case-event.v1 lets travel. */
const outcomesMax = 8

/** True when one of the outcomes needs the notice to have been given first. */
export function needsNotice(outcomes: readonly Outcome[]): boolean {
  return outcomes.some(outcome => supposeContact.has(outcome))
}

/** True when one of the outcomes destroys what the desk holds of the person, at once. */
export function erasesAtOnce(outcomes: readonly Outcome[]): boolean {
  return outcomes.some(outcome => erase.has(outcome))
}

/**
 * What a joined signal closes with: the live case's outcomes, marked as counted elsewhere. Its
 * sender's loop ends like the other one's, and an objection erases it too.
 */
export function outcomesOfJoined(outcomes: readonly Outcome[]): readonly Outcome[] {
  if (outcomes.length === 0 || outcomes.includes('duplicate')) return outcomes
  return outcomes.length < outcomesMax ? [...outcomes, 'duplicate'] : outcomes
}
