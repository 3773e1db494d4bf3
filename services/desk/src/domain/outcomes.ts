/**
 * What the law attaches to an outcome. The list of outcomes is contracts/codes/outcome; here is
 * only what a desk must do about each. Source: CRPA L.114-8 II (law.md of the design).
 */

/** Outcomes that cannot be true of a person whom nobody told of their rights (L.114-8 II §2). */
const supposeContact: ReadonlySet<string> = new Set([
  'right-opened',
  'right-updated',
  'claim-filed',
  'claim-refused',
  'renounced',
  'objected',
])

/** Outcomes after which the data are destroyed without delay (L.114-8 II §2; CNIL 2022-101). */
const erase: ReadonlySet<string> = new Set(['objected', 'not-eligible', 'renounced'])

/** True when one of the outcomes needs the notice to have been given first. */
export function needsNotice(outcomes: readonly string[]): boolean {
  return outcomes.some(outcome => supposeContact.has(outcome))
}

/** True when one of the outcomes destroys what the desk holds of the person, at once. */
export function erasesAtOnce(outcomes: readonly string[]): boolean {
  return outcomes.some(outcome => erase.has(outcome))
}
