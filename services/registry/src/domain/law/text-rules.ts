import { isPlain, stringsIn } from '../strings.ts'
import { type Rule, when } from './rule.ts'

/** The same words as the database's constraint `never_fraud`. */
const fraud = /fraud|betrug|bedrog/iu

/**
 * CRPA L.114-8 II: no other use, "en particulier pour la détection ou la sanction d'une fraude".
 * No part of a text may speak of it.
 */
export const neverFraud: Rule = ({ text }) =>
  stringsIn(text)
    .filter(({ value }) => fraud.test(value))
    .map(({ pointer }) => ({ code: 'purpose-refused', pointer }))

/** A text is hashed, signed and shown: it holds nothing that cannot be seen. */
export const isPlainText: Rule = ({ text }) =>
  stringsIn(text)
    .filter(({ value }) => !isPlain(value))
    .map(({ pointer }) => ({ code: 'text-not-plain', pointer }))

/** Each right is in the catalogue, of the receiver's country, and the receiver's business. */
export const rightsAreServed: Rule = ({ text, receiver, rights }) =>
  text.rights.flatMap((id, index) => {
    const right = rights.find(each => each.id === id)
    const serves = right?.receiverType === receiver.type && right.country === receiver.country
    return when(!serves, 'right-not-served', `/rights/${index}`)
  })

/** Reg. (EC) 987/2009: social security between France and Belgium goes by EESSI. */
export const staysInOneCountry: Rule = ({ sender, receiver }) =>
  when(sender.country !== receiver.country, 'cross-border-refused', '/receiver')

/** The legal clocks are those of the country where both agencies are. */
export const followsItsLaw: Rule = ({ text, sender, receiver }) =>
  when(
    sender.country === receiver.country && text.lawProfile !== receiver.country,
    'law-profile-refused',
    '/lawProfile',
  )

/** Décret 2019-341: the NIR only for listed users and uses, at both ends. */
export const namesNirIndents: Rule = ({ text: { identifierBasis: basis }, receiver }) => {
  if (receiver.country !== 'fr') return []
  const isNamed =
    basis.scheme === 'fr-nir' && isWritten(basis.senderIndent) && isWritten(basis.receiverIndent)
  return when(!isNamed, 'nir-indent-missing', '/identifierBasis')
}

/** Belgium: deliberation and statute and route by the BCSS, or the text that dispenses from it. */
export const namesDeliberation: Rule = ({ text: { identifierBasis: basis }, receiver }) => {
  if (receiver.country !== 'be') return []
  const isNamed =
    basis.scheme === 'be-niss' &&
    isWritten(basis.deliberation) &&
    isWritten(basis.statute) &&
    (basis.route.kind === 'via-bcss' || isWritten(basis.route.text))
  return when(!isNamed, 'deliberation-missing', '/identifierBasis')
}

function isWritten(words: string): boolean {
  return words.trim() !== ''
}
