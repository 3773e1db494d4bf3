const dayMs = 86_400_000

/** The same time of day, some days later. */
export function addDays(at: Date, days: number): Date {
  return new Date(at.getTime() + days * dayMs)
}

/** The day of an instant, in UTC: `2026-11-21`. */
export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10)
}

/** The first instant of the month after, in UTC. */
export function nextMonth(at: Date): Date {
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1))
}

/** The same day and time some months later, in UTC; a day that the month lacks runs over. */
export function addMonths(at: Date, months: number): Date {
  const moved = new Date(at)
  moved.setUTCMonth(moved.getUTCMonth() + months)
  return moved
}
