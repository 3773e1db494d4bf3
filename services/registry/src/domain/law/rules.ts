import {
  type Activation,
  canBeSealed,
  isAdmitted,
  isAdvised,
  isAskedOfBcss,
  isAssessed,
  isHomologated,
  isSigned,
  isValid,
} from './activation-rules.ts'
import {
  isAdministration,
  isListedData,
  keepsMedicalSecrecy,
  mayBeObjected,
  rolesAreArranged,
  sensitiveHasBasis,
} from './basis-rules.ts'
import type { Rule } from './rule.ts'
import {
  followsItsLaw,
  isPlainText,
  neverFraud,
  neverMixedSource,
  numberMayBeUsed,
  rightsAreServed,
  staysInOneCountry,
} from './text-rules.ts'

/** What a text must respect to be written down at all. */
export const draftRules: readonly Rule[] = [
  isPlainText,
  neverFraud,
  neverMixedSource,
  staysInOneCountry,
  followsItsLaw,
  numberMayBeUsed,
  rightsAreServed,
]

/** What must hold for an agreement to carry signals again after a suspension. */
export const resumptionRules: readonly Rule<Activation>[] = [
  ...draftRules,
  sensitiveHasBasis,
  isAdministration,
  keepsMedicalSecrecy,
  mayBeObjected,
  isListedData,
  rolesAreArranged,
  isAskedOfBcss,
  isAssessed,
  isValid,
  isHomologated,
  isAdmitted,
  canBeSealed,
]

/** What must hold for an agreement to enter into force. */
export const activationRules: readonly Rule<Activation>[] = [
  ...resumptionRules,
  isAdvised,
  isSigned,
]
