const dayMs = 86_400_000

/** The same time of day, some days later. */
export function addDays(at: Date, days: number): Date {
  return new Date(at.getTime() + days * dayMs)
}

/** The day of an instant, in UTC: `2026-11-21`. */
export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10)
}
