const dayMs = 86_400_000
/** The last days asked for, by their number since 1970: each signal asks for the same five. */
const days = new Map<number, string>()
const daysMax = 64

/** The month of an instant as partitions and monthly keys name it: `2026-11`, in UTC. */
export function monthOf(atMs: number): string {
  return dayOf(atMs).slice(0, 7)
}

/** The day of an instant, in UTC: `2026-11-21`. */
export function dayOf(atMs: number): string {
  const number = Math.floor(atMs / dayMs)
  const known = days.get(number)
  if (known !== undefined) return known
  const day = new Date(atMs).toISOString().slice(0, 10)
  if (days.size >= daysMax) days.clear()
  days.set(number, day)
  return day
}

/** An instant as contracts write it: `2026-11-21T08:00:00.000Z`. */
export function instantOf(atMs: number): string {
  if (atMs !== lastMs) {
    lastText = new Date(atMs).toISOString()
    lastMs = atMs
  }
  return lastText
}

/** The lines of a chunk share theirs. */
let lastMs = Number.NaN
let lastText = ''

/** The same day and hour some months later; the last day of the month when that day is missing. */
export function addMonths(atMs: number, months: number): Date {
  const at = new Date(atMs)
  const day = at.getUTCDate()
  at.setUTCDate(1)
  at.setUTCMonth(at.getUTCMonth() + months)
  const lastDay = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate()
  at.setUTCDate(Math.min(day, lastDay))
  return at
}

/** The milliseconds inside a uuid v7 (RFC 9562 §5.7): its first 48 bits. */
export function millisecondsOf(uuidV7: string): number {
  return Number.parseInt(uuidV7.slice(0, 8) + uuidV7.slice(9, 13), 16)
}
