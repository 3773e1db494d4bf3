import { addMonths, dayOf, monthOf } from './month.ts'

/** The first fixed date after a day: the first of the next month, `2026-12-01`. */
export function fixedDateAfter(day: string): string {
  return dayOf(addMonths(Date.parse(`${day.slice(0, 7)}-01T00:00:00Z`), 1).getTime())
}

/** The midnight (UTC) with which a fixed date begins. */
export function startOf(day: string): Date {
  return new Date(`${day}T00:00:00.000Z`)
}

/**
 * The last fixed date on which a campaign's figures may move: signals live so many months at most
 * after its last day, and are then gone with all that is counted of them.
 */
export function lastFixedDate(endsOn: string, keptMonths: number): string {
  const gone = addMonths(startOf(endsOn).getTime(), keptMonths)
  return `${monthOf(gone.getTime())}-01`
}
