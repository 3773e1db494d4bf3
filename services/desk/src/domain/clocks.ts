import { articlesIn, type LawProfile, law } from '@unefois/contracts'
import { addMonths, caseDue, idempotencyDue } from '@unefois/retention'
import { addDays } from './calendar.ts'

/** Which table of the desk keeps what it holds, for how long, and why. */
export interface TableClock {
  readonly table: string
  /** From when and how long, in words, as the README says it. */
  readonly keeps: string
  readonly article: (profile: LawProfile) => string | undefined
}

const signalKept = (profile: LawProfile) => articlesIn(profile, 'signal-kept')
const traceKept = (profile: LawProfile) => articlesIn(profile, 'trace-kept')
const technicalLogs = (profile: LawProfile) => articlesIn(profile, 'technical-logs')
const confidentiality = (profile: LawProfile) => articlesIn(profile, 'confidentiality')

/** Every table of schema desk. A test finds those that are missing here. */
export const tableClocks: readonly TableClock[] = [
  {
    table: 'cases',
    keeps: 'the person’s data to the signal’s last day; what is left as long as a trace',
    article: signalKept,
  },
  { table: 'contact', keeps: 'with the person’s data of its case', article: signalKept },
  { table: 'notice', keeps: 'with the person’s data of its case', article: signalKept },
  { table: 'child_signal', keeps: 'until the hub has answered', article: signalKept },
  { table: 'outbox', keeps: 'until the hub has answered, as long as a trace', article: traceKept },
  { table: 'refused_event', keeps: 'as long as a technical log', article: technicalLogs },
  { table: 'quarantine', keeps: 'as long as a technical log', article: technicalLogs },
  { table: 'recall', keeps: 'as long as a signal may live', article: signalKept },
  { table: 'tombstone', keeps: 'as long as a signal may live', article: signalKept },
  { table: 'restriction_order', keeps: 'as long as a signal may live', article: signalKept },
  {
    table: 'idempotency',
    keeps: '7 days',
    article: () => idempotencyDue('2026-01-01').article,
  },
  { table: 'tally', keeps: 'counts of nobody, as long as a trace', article: traceKept },
  { table: 'kek', keeps: '48 hours', article: confidentiality },
  { table: 'migration', keeps: 'no data of anybody', article: () => undefined },
]

/** The instants before which what the desk keeps has stood its time. */
export interface Ends {
  /** What is left of a case, and what the hub was never told. */
  readonly row: Date
  /** Recalls and their tombstones: no signal that they refuse can still come. */
  readonly recall: Date
  readonly log: Date
}

/** The clocks of one law, at an instant. */
export function endsAt(profile: LawProfile, now: Date): Ends {
  const { traceKeptMonths, signalKeptMonthsMax, technicalLogMonthsMin } = law[profile]
  return {
    row: addMonths(now, -traceKeptMonths.value),
    recall: addMonths(now, -signalKeptMonthsMax.value),
    log: addMonths(now, -technicalLogMonthsMin.value),
  }
}

/**
 * The last day of a signal at the desk: the hub's, and never more than the law lets be kept from
 * the accept that its id carries (`caseDue`).
 */
export function lastDayOf(
  profile: LawProfile,
  signal: { readonly id: string; readonly expiresOn: string },
): string {
  const due = caseDue(profile, signal.id).dueAt.toISOString().slice(0, 10)
  const lawful = addDays(due, -1)
  return [signal.expiresOn, lawful].sort()[0] ?? lawful
}
