import { articlesIn, type LawProfile, type LawRule, law } from '@unefois/contracts'
import { addMonths, dayMs, instantOf, startOfDayAfter, startOfMonth } from './calendar.ts'
import { retentionLimits } from './limits.ts'

/** When something must be gone, and why. At that very instant it is due. */
export interface Due {
  readonly dueAt: Date
  /** The law’s own, or the hub’s choice where it names no length. */
  readonly article: string
}

/**
 * A signal’s data (CRPA R.114-9-7 al. 2): the clock starts at the accept whose milliseconds its id
 * carries. A child’s id carries those of its first ancestor, so it keeps its parent’s clock.
 *
 * @param signalId a uuid v7.
 */
export function signalDue(profile: LawProfile, signalId: string): Due {
  const months = law[profile].signalKeptMonthsMax.value
  return due(addMonths(instantOf(signalId), months), profile, 'signal-kept')
}

/** A desk’s case about a signal: the same clock, whenever it was closed. */
export const caseDue = signalDue

/**
 * A month of signals at the hub: dropped on the first day of the month in which its oldest row
 * reaches its term, under whichever of the laws is the shortest.
 *
 * @param month of acceptance, `2026-11`.
 */
export function signalMonthDue(profiles: readonly LawProfile[], month: string): Due {
  const profile = extreme(profiles, one => -law[one].signalKeptMonthsMax.value)
  const months = law[profile].signalKeptMonthsMax.value
  return due(addMonths(startOfMonth(month), months), profile, 'signal-kept')
}

/** The second openings of a month’s signals: with the data themselves. */
export function secondOpeningMonthDue(profiles: readonly LawProfile[], month: string): Due {
  return signalMonthDue(profiles, month)
}

/** One trace (CRPA R.114-9-7 al. 1; longer in Belgium). */
export function traceDue(profile: LawProfile, tracedAt: Date): Due {
  const months = law[profile].traceKeptMonths.value
  return due(addMonths(tracedAt, months), profile, 'trace-kept')
}

/** The last trace of a month, under the longest of the laws: then the month’s key goes too. */
export function traceMonthDue(profiles: readonly LawProfile[], month: string): Due {
  const profile = longestTrace(profiles)
  return traceDue(profile, addMonths(startOfMonth(month), 1))
}

/** The law that keeps traces the longest: of what belongs to none of them alone. */
export function longestTrace(profiles: readonly LawProfile[]): LawProfile {
  return extreme(profiles, one => law[one].traceKeptMonths.value)
}

/**
 * An objection or a renunciation (CRPA R.114-9-7 al. 3).
 *
 * @param keptMonths what the person chose; absent: the hub’s default.
 * @throws RangeError for what the law does not allow.
 */
export function objectionDue(profile: LawProfile, lodgedAt: Date, keptMonths?: number): Due {
  const { objectionKeptMonthsMin, objectionKeptMonthsMax, objectionKeptMonthsDefault } =
    law[profile]
  const months = keptMonths ?? objectionKeptMonthsDefault.value
  const fits = months >= objectionKeptMonthsMin.value && months <= objectionKeptMonthsMax.value
  if (!fits || !Number.isInteger(months)) {
    throw new RangeError('an objection is kept no shorter and no longer than the law says')
  }
  return due(addMonths(lodgedAt, months), profile, 'objection-memory')
}

/** A person’s recorded agreement: no longer than the signals that may rest on it. */
export function personAgreementDue(profile: LawProfile, recordedAt: Date): Due {
  const months = law[profile].personAgreementMonthsMax.value
  return due(addMonths(recordedAt, months), profile, 'person-agreement')
}

/** Answers of the idempotency keys of a day (`2026-11-21`), and the day’s key. */
export function idempotencyDue(day: string): Due {
  return {
    dueAt: startOfDayAfter(day, retentionLimits.idempotencyKeptDays + 1),
    article: choiceOfHub,
  }
}

/** A batch and what became of its lines. */
export function batchDue(openedAt: Date): Due {
  const dueAt = new Date(openedAt.getTime() + retentionLimits.batchKeptDays * dayMs)
  return { dueAt, article: choiceOfHub }
}

/** A line of a technical log (CNIL 2021-122): kept no longer than the shortest that it allows. */
export function logDue(profile: LawProfile, writtenAt: Date): Due {
  const months = law[profile].technicalLogMonthsMin.value
  return due(addMonths(writtenAt, months), profile, 'technical-logs')
}

/** A month of a technical log under several laws: when its last line is due under each of them. */
export function logMonthDue(profiles: readonly LawProfile[], month: string): Due {
  const profile = extreme(profiles, one => law[one].technicalLogMonthsMin.value)
  return logDue(profile, addMonths(startOfMonth(month), 1))
}

/** Whether one of these outcomes makes everything go at once (CRPA L.114-8 II al. 2). */
export function erasesNow(profile: LawProfile, outcomes: readonly string[]): boolean {
  const erasing: readonly string[] = law[profile].erasingOutcomes.value
  return outcomes.some(outcome => erasing.includes(outcome))
}

/** The last instant that a legal hold may be given. */
export function holdEndMax(placedAt: Date): Date {
  return addMonths(placedAt, retentionLimits.holdMonthsMax)
}

/** An officer's file or the record of a breach, and when it was closed or last worked on. */
export interface OfficersRecord {
  readonly kind: 'file' | 'breach'
  /** Null while it is open. */
  readonly closedAt: Date | null
  readonly lastActAt: Date
}

/** When a record that nobody closes counts as closed: a file is then closed, a breach is not. */
export function recordLapse({ kind, lastActAt }: Omit<OfficersRecord, 'closedAt'>): Date {
  const months = {
    file: retentionLimits.fileQuietMonthsMax,
    breach: retentionLimits.breachOpenMonthsMax,
  }
  return addMonths(lastActAt, months[kind])
}

/**
 * When an officer's record goes: as long after its close as the longest trace is kept, so that it
 * explains the looks that rest on it. GDPR art. 33(5) asks for a record of breaches and names no
 * length.
 */
export function recordDue(profiles: readonly LawProfile[], record: OfficersRecord): Due {
  const months = law[longestTrace(profiles)].traceKeptMonths.value
  return { dueAt: addMonths(record.closedAt ?? recordLapse(record), months), article: choiceOfHub }
}

const choiceOfHub = 'GDPR art. 5(1)(e)'

function due(dueAt: Date, profile: LawProfile, rule: LawRule): Due {
  return { dueAt, article: articlesIn(profile, rule) ?? choiceOfHub }
}

function extreme(profiles: readonly LawProfile[], weigh: (one: LawProfile) => number): LawProfile {
  const [heaviest] = [...profiles].sort((a, b) => weigh(b) - weigh(a))
  if (heaviest === undefined) throw new RangeError('at least one law applies')
  return heaviest
}
