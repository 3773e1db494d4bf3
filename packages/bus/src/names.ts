/** The one durable consumer of a receiver's stream. */
export const consumerName = 'desk'

/** The hub's own stream of messages that nobody reads; no participant's account imports it. */
export const decoyStream = 'DECOY'
export const decoySubjects = 'decoy.>'

const participantPattern = /^[a-z][a-z0-9-]{1,40}$/u
const idPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u

/** The stream of one receiver: `R_cpam_13` for `cpam-13`. */
export function streamName(receiver: string): string {
  return `R_${participantToken(receiver).replaceAll('-', '_')}`
}

/** `sig.<receiver>.<signal id>`. */
export function signalSubject(receiver: string, signalId: string): string {
  return `sig.${participantToken(receiver)}.${idToken(signalId)}`
}

/** `recall.<receiver>.<signal id>`. */
export function recallSubject(receiver: string, signalId: string): string {
  return `recall.${participantToken(receiver)}.${idToken(signalId)}`
}

/** `restriction.<receiver>.<order id>`: its end may wait beside it. */
export function restrictionSubject(receiver: string, orderId: string): string {
  return `restriction.${participantToken(receiver)}.${idToken(orderId)}`
}

/** `decoy.<id>`, of an id that is nobody's. */
export function decoySubject(id: string): string {
  return `decoy.${idToken(id)}`
}

/** @throws when the text is not a participant's id: a wildcard in a subject would reach others. */
export function participantToken(receiver: string): string {
  if (!participantPattern.test(receiver)) throw new Error('not a participant’s id')
  return receiver
}

function idToken(id: string): string {
  if (!idPattern.test(id)) throw new Error('not an id in the form of a UUID')
  return id
}
