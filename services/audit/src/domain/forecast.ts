import type { DeletionsV2 } from '@unefois/contracts'
import type { Due } from '@unefois/retention'

/** One line of the forecast. */
export type Forecast = DeletionsV2['due'][number]

/** Lines of the same owner, class, instant and article as one; what counts nothing is left out. */
export function sumLines(lines: readonly Forecast[]): Forecast[] {
  const sums = new Map<string, Forecast>()
  for (const line of lines) {
    if (line.count === 0) continue
    const key = [line.owner, line.class, line.dueAt, line.article].join('|')
    const known = sums.get(key)
    sums.set(key, { ...line, count: line.count + (known?.count ?? 0) })
  }
  const orderOf = (line: Forecast) => [line.dueAt, line.owner, line.class].join('|')
  return [...sums.values()].sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))
}

/** What is due later, and what should be gone since longer than the grace. */
export function splitOverdue(
  lines: readonly Forecast[],
  now: Date,
  graceMs: number,
): { due: Forecast[]; overdue: Forecast[] } {
  const isLate = ({ dueAt }: Forecast) => Date.parse(dueAt) + graceMs <= now.getTime()
  return { due: lines.filter(line => !isLate(line)), overdue: lines.filter(isLate) }
}

/** A line of this service's own. */
export function ownLine(what: Forecast['class'], { dueAt, article }: Due, count: number): Forecast {
  return { owner: 'audit', class: what, dueAt: dueAt.toISOString(), count, article }
}
