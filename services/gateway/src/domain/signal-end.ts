import { addMonths, dayMs, monthOf, startOfMonth } from '@unefois/retention'
import { dayOf } from './month.ts'

/**
 * When a signal ends: a day before its month's partition is dropped, which is the first day of the
 * month in which its oldest row reaches the term (CRPA R.114-9-7, al. 2: twelve months at most).
 * All signals of a month end together, so that no receiver is told a later day than the hub's own;
 * and on that one day recalls and the receivers' last reports still find the signal they are about.
 *
 * @param acceptedMs milliseconds since the epoch; a child's are its first ancestor's.
 */
export function endOfSignal(acceptedMs: number, keptMonths: number): Date {
  const dropped = addMonths(startOfMonth(monthOf(new Date(acceptedMs))), keptMonths)
  return new Date(dropped.getTime() - dayMs)
}

/** The same as texts: when it ends, and the last day. Known by day, because every signal asks. */
export function termOfSignal(
  acceptedMs: number,
  keptMonths: number,
): { readonly end: string; readonly lastDay: string } {
  const name = `${dayOf(acceptedMs)}|${keptMonths}`
  const known = terms.get(name)
  if (known !== undefined) return known
  const end = endOfSignal(acceptedMs, keptMonths)
  const term = { end: end.toISOString(), lastDay: lastDayOfSignal(end) }
  if (terms.size >= termsMax) terms.clear()
  terms.set(name, term)
  return term
}

const terms = new Map<string, { readonly end: string; readonly lastDay: string }>()
const termsMax = 64

/** The last day on which its receiver may keep it, `2027-10-30`. */
export function lastDayOfSignal(end: Date): string {
  return dayOf(end.getTime() - 1)
}

/** The start of the first month whose signals have not ended at that instant. */
export function firstLiveMonth(nowMs: number, keptMonths: number): Date {
  const dropping = startOfMonth(monthOf(new Date(nowMs + dayMs)))
  return addMonths(dropping, 1 - keptMonths)
}
