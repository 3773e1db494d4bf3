/** The same day and hour some months later, in UTC; the month’s last day where it is missing. */
export function addMonths(at: Date, months: number): Date {
  const later = new Date(at)
  const day = later.getUTCDate()
  later.setUTCDate(1)
  later.setUTCMonth(later.getUTCMonth() + months)
  const lastDay = new Date(
    Date.UTC(later.getUTCFullYear(), later.getUTCMonth() + 1, 0),
  ).getUTCDate()
  later.setUTCDate(Math.min(day, lastDay))
  return later
}

/** The day of an instant, in UTC: `2026-11-21`. */
export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10)
}
