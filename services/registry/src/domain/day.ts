/**
 * Whether `YYYY-MM-DD` is a day of our time: the 30th of February has the form and is none, and the
 * year 0000 passes the schema's format and no database.
 */
export function isDay(day: string): boolean {
  const ms = Date.parse(`${day}T00:00:00.000Z`)
  return day >= '1900' && !Number.isNaN(ms) && dayOf(new Date(ms)) === day
}

/** The day of an instant, in UTC. */
export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10)
}
