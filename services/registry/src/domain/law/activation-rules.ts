import type { Agreement } from '@unefois/contracts'
import { type Case, type Refusal, type Rule, when } from './rule.ts'

/** What activation looks at besides the text: the day and what is attached to the hash. */
export interface Activation extends Case {
  /** The day of activation, UTC. */
  readonly day: string
  readonly opinions: Agreement['opinions']
  readonly signatures: Agreement['signatures']
  readonly receiverCanOpen: boolean
  /** Whether the gateways ask the BCSS. */
  readonly asksBcss: boolean
  /** Agencies of the text that the operator has suspended. */
  readonly suspended: readonly string[]
}

/** GDPR art. 35: the assessment comes before the processing. */
export const isAssessed: Rule<Activation> = ({ text, day }) =>
  when(text.dpia.on > day, 'impact-assessment-missing', '/dpia/on')

/** Law of 15 January 1990 art. 14: by way of the BCSS means that somebody asks it. */
export const isAskedOfBcss: Rule<Activation> = ({ text: { identifierBasis: basis }, asksBcss }) => {
  const isRouted = basis.scheme === 'be-niss' && basis.route.kind === 'via-bcss'
  return when(isRouted && !asksBcss, 'bcss-not-asked', '/identifierBasis/route')
}

/** An agreement whose last day has passed, or that ends before it begins, allows nothing. */
export const isValid: Rule<Activation> = ({ text: { validity }, day }) =>
  when(validity.to < day || validity.to < validity.from, 'validity-over', '/validity')

/** CRPA R.114-9-6: the security reference of both ends; one that is stated must be in force. */
export const isHomologated: Rule<Activation> = ({ sender, receiver, day }) => {
  const expired = (expiresOn: string | undefined) => expiresOn !== undefined && expiresOn < day
  return [
    ...when(expired(sender.homologation?.expiresOn), 'homologation-expired', '/sender'),
    ...when(expired(receiver.homologation?.expiresOn), 'homologation-expired', '/receiver'),
  ]
}

/** An agreement of a suspended agency would carry nothing: it waits. */
export const isAdmitted: Rule<Activation> = ({ text, suspended }) =>
  (['sender', 'receiver'] as const).flatMap(side =>
    when(suspended.includes(text[side]), 'participant-suspended', `/${side}`),
  )

/** R.114-9-6: confidentiality by cryptography; without a key of the receiver there is none. */
export const canBeSealed: Rule<Activation> = ({ receiverCanOpen }) =>
  when(!receiverCanOpen, 'receiver-key-missing', '/receiver')

/** GDPR art. 39(1): each officer's advice was sought. Whatever it says, the controller decides. */
export const isAdvised: Rule<Activation> = ({ text, opinions }) =>
  missingSides(text, opinions, 'opinion-missing')

/** GDPR art. 24 and 26: each controller has signed. */
export const isSigned: Rule<Activation> = ({ text, signatures }) =>
  missingSides(text, signatures, 'signature-missing')

function missingSides(
  text: Case['text'],
  attached: readonly { readonly participant: string }[],
  code: 'opinion-missing' | 'signature-missing',
): Refusal[] {
  return (['sender', 'receiver'] as const).flatMap(side =>
    when(!attached.some(each => each.participant === text[side]), code, `/${side}`),
  )
}
