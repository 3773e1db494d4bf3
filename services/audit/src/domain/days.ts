import { limits } from '../limits.ts'

/** Years in which the hub has acts: what lies outside them is a slip of the hand. */
const yearsMs = { first: Date.UTC(2000, 0, 1), end: Date.UTC(2100, 0, 1) }

/** Whether a text is a day of the calendar, `2026-11-21`; there is no 30 February. */
export function isDay(text: string | undefined): text is string {
  if (text === undefined || !/^20\d{2}-\d{2}-\d{2}$/u.test(text)) return false
  const ms = Date.parse(text)
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text)
}

/** Whether an instant may be one of the hub's. */
export function isInstant(at: Date): boolean {
  return at.getTime() >= yearsMs.first && at.getTime() <= yearsMs.end
}

/** Whether a search may go from one instant to another: forwards, a year and a day at most. */
export function isSearchable(from: Date, to: Date): boolean {
  const isBounded = to.getTime() - from.getTime() <= limits.searchSpanMsMax
  return from < to && isBounded && isInstant(from) && isInstant(to)
}
