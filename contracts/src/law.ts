import { readFileSync } from 'node:fs'
import type { LawProfile, Outcome } from '../generated/types.ts'

/** A value that the law fixes, with the article that fixes it. */
export interface LegalValue<T> {
  readonly value: T
  readonly source: string
}

/** The legal values of one profile; the unit is the last word of each name. */
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
  /** After these the data are destroyed at once. */
  readonly erasingOutcomes: LegalValue<readonly Outcome[]>
  /** These cannot be true of a person whom nobody has told of their rights. */
  readonly informedOutcomes: LegalValue<readonly Outcome[]>
}

const read = (profile: LawProfile): Law =>
  JSON.parse(readFileSync(new URL(`../law/${profile}.json`, import.meta.url), 'utf8')).values

/** The law as constants, by an agreement's `lawProfile`: `law.fr.traceKeptMonths.value`. */
export const law: Readonly<Record<LawProfile, Law>> = { fr: read('fr'), be: read('be') }
