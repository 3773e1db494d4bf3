// Written by contracts/scripts/generate.ts from contracts/law/*.json. Do not edit.
import type { AgencyType, Country, IdentifierScheme, LegalBasis, Outcome, Purpose, SensitiveBasis } from './types.ts'

/** A value that the law fixes, with the article that fixes it. */
export interface LegalValue<T> {
  readonly value: T
  readonly source: string
}

/** The legal values of one profile; the unit is in the name. */
export interface Law {
  readonly signalKeptMonthsMax: LegalValue<number>
  readonly objectionKeptMonthsMin: LegalValue<number>
  readonly objectionKeptMonthsMax: LegalValue<number>
  readonly objectionKeptMonthsDefault: LegalValue<number>
  readonly traceKeptMonths: LegalValue<number>
  readonly personAgreementMonthsMax: LegalValue<number>
  readonly technicalLogMonthsMin: LegalValue<number>
  readonly technicalLogMonthsMax: LegalValue<number>
  readonly erasureAlarmHours: LegalValue<number>
  readonly breachNoticeHours: LegalValue<number>
  readonly hiddenCellPeopleMax: LegalValue<number>
  readonly erasingOutcomes: LegalValue<readonly Outcome[]>
  readonly informedOutcomes: LegalValue<readonly Outcome[]>
  readonly noticeRights: LegalValue<readonly string[]>
  readonly purposes: LegalValue<readonly Purpose[]>
  readonly refusedWords: LegalValue<readonly string[]>
  readonly refusedSources: LegalValue<readonly string[]>
  readonly secondOpeningFields: LegalValue<readonly string[]>
  readonly countries: LegalValue<readonly Country[]>
  readonly identifierSchemes: LegalValue<readonly IdentifierScheme[]>
  readonly identifierBasisMembers: LegalValue<readonly string[]>
  readonly missionBoundTypes: LegalValue<readonly AgencyType[]>
  readonly secrecyBoundTypes: LegalValue<readonly AgencyType[]>
  readonly healthBases: LegalValue<readonly SensitiveBasis[]>
  readonly offenceBases: LegalValue<readonly SensitiveBasis[]>
  readonly setAsideBases: LegalValue<readonly LegalBasis[]>
  readonly socialDataTypes: LegalValue<readonly AgencyType[]>
  readonly jobseekerDataTypes: LegalValue<readonly AgencyType[]>
  readonly unlistedDataProvisions: LegalValue<readonly string[]>
}

/** The rules of contracts/law/rules.json that a law states. */
export type LawRule =
  | 'strictly-necessary'
  | 'no-other-use'
  | 'first-communication'
  | 'erase-without-delay'
  | 'signal-kept'
  | 'objection-memory'
  | 'trace-kept'
  | 'traceability'
  | 'published-list'
  | 'sensitive-data'
  | 'medical-secrecy'
  | 'administration'
  | 'misdirected-request'
  | 'nir-use'
  | 'law-of-the-country'
  | 'cross-border'
  | 'renunciation'
  | 'prior-information'
  | 'technical-logs'
  | 'access'
  | 'rectification'
  | 'erasure-told'
  | 'restriction-told'
  | 'objection'
  | 'no-automated-decision'
  | 'register-of-processing'
  | 'breach'
  | 'impact-assessment'
  | 'statistics'
  | 'listed-data'
  | 'security-reference'
  | 'confidentiality'
  | 'roles'
  | 'refused-source'
  | 'person-agreement'
  | 'objection-scope'
  | 'identifier-succession'
  | 'advice-and-signature'
  | 'officer-advises'
  | 'officer-heard'
  | 'niss-use'
