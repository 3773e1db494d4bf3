/** The same day and hour some months later, in UTC; the month’s last day where it is missing. */
export function addMonths(at: Date, months: number): Date {
  const later = new Date(at)
  later.setUTCDate(1)
  later.setUTCMonth(later.getUTCMonth() + months)
  const year = later.getUTCFullYear()
  const lastDay = new Date(Date.UTC(year, later.getUTCMonth() + 1, 0)).getUTCDate()
  later.setUTCDate(Math.min(at.getUTCDate(), lastDay))
  return later
}

/** The start of a month that partitions and monthly keys name: `2026-11`, in UTC. */
export function startOfMonth(month: string): Date {
  const start = new Date(`${month}-01T00:00:00.000Z`)
  if (!/^\d{4}-\d{2}$/u.test(month) || Number.isNaN(start.getTime())) {
    throw new RangeError('a month is written 2026-11')
  }
  return start
}

/** The month of an instant, in UTC: `2026-11`. */
export function monthOf(at: Date): string {
  return at.toISOString().slice(0, 7)
}

/** The instant inside a uuid v7 (RFC 9562 §5.7): its first 48 bits, milliseconds. */
export function instantOf(uuidV7: string): Date {
  return new Date(Number.parseInt(uuidV7.slice(0, 8) + uuidV7.slice(9, 13), 16))
}

/** The start of the day some days after a day, in UTC. `day`: `2026-11-21`. */
export function startOfDayAfter(day: string, days: number): Date {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + days * dayMs)
}

export const dayMs = 86_400_000
export const hourMs = 3_600_000
