import { type AgreementText, law } from '@unefois/contracts'
import type { RegistryProblem } from '../../errors.ts'
import { isPlain, stringsIn } from '../strings.ts'
import { type Refusal, type Rule, when } from './rule.ts'

/**
 * CRPA L.114-8 II: no other use, "en particulier pour la détection ou la sanction d'une fraude".
 * No part of a text may speak of it, in whichever language; the database's `never_fraud` agrees.
 */
export const neverFraud: Rule = ({ text }) =>
  naming(text, [...law.fr.refusedWords.value, ...law.be.refusedWords.value], 'purpose-refused')

/** R.114-19: what the RNCPS gives serves rights and fraud alike, so nothing is detected by it. */
export const neverMixedSource: Rule = ({ text, receiver }) =>
  naming(text, law[receiver.country].refusedSources.value, 'source-refused')

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
export const staysInOneCountry: Rule = ({ sender, receiver }) => {
  const { countries } = law[receiver.country]
  return when(!countries.value.includes(sender.country), 'cross-border-refused', '/receiver')
}

/** The legal clocks are those of the country where both agencies are. */
export const followsItsLaw: Rule = ({ text, sender, receiver }) =>
  when(
    sender.country === receiver.country && text.lawProfile !== receiver.country,
    'law-profile-refused',
    '/lawProfile',
  )

/** What is missing when a number has no basis of its country. */
export const basisProblems = {
  fr: 'nir-indent-missing',
  be: 'deliberation-missing',
} as const satisfies Record<AgreementText['lawProfile'], RegistryProblem>

/**
 * Décret 2019-341: the NIR only for listed users and uses, so the indents of both ends. Belgium:
 * deliberation and statute and route by the BCSS, or the text that dispenses from it.
 */
export const numberMayBeUsed: Rule = ({ text: { identifierBasis: basis }, receiver }) => {
  const { identifierSchemes, identifierBasisMembers } = law[receiver.country]
  const members = new Map<string, unknown>(Object.entries(basis))
  const isNamed =
    identifierSchemes.value.includes(basis.scheme) &&
    identifierBasisMembers.value.every(name => isStated(members.get(name)))
  return when(!isNamed, basisProblems[receiver.country], '/identifierBasis')
}

/** Words, or an object such as a route in which every word is one. */
function isStated(member: unknown): boolean {
  const words = stringsIn(member)
  return words.length > 0 && words.every(({ value }) => value.trim() !== '')
}

function naming(
  text: AgreementText,
  words: readonly string[],
  code: RegistryProblem,
): readonly Refusal[] {
  const refused = words.map(word => word.toLowerCase())
  return stringsIn(text)
    .filter(({ value }) => refused.some(word => value.toLowerCase().includes(word)))
    .map(({ pointer }) => ({ code, pointer }))
}
