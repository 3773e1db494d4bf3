import type { Database, Transaction } from '@unefois/database'
import type { DeskDeps } from './deps.ts'
import { erasingOutcomes } from './domain/outcomes.ts'
import { limits } from './limits.ts'
import { type AdviserClosings, countClosings } from './repositories/erasing-closings.ts'

const dayMs = 86_400_000

/** The closings of a window: how many, and how many of them erased at once. */
export interface Closings {
  readonly closed: number
  readonly erasing: number
}

/** The window that counts, up to now: each adviser's closings and the desk's. */
export interface CountedClosings {
  readonly since: Date
  readonly advisers: readonly AdviserClosings[]
  readonly team: Closings
}

/** Counts the closings of the last days by whoever decided them. */
export async function countLately(
  deps: Pick<DeskDeps, 'calendar'>,
  sql: Database | Transaction,
  now: Date,
): Promise<CountedClosings> {
  const since = new Date(now.getTime() - limits.erasingWindowDays * dayMs)
  const erasing = erasingOutcomes(deps.calendar.country)
  const advisers = await countClosings(sql, { since, erasing })
  const sum = (of: (each: Closings) => number) => advisers.reduce((all, each) => all + of(each), 0)
  return { since, advisers, team: { closed: sum(a => a.closed), erasing: sum(a => a.erasing) } }
}

/** True when one more erasing closing would be above both the number and the share. */
export function isAbove({ closed, erasing }: Closings, max: number): boolean {
  if (erasing + 1 <= max) return false
  return (erasing + 1) * 100 > (closed + 1) * limits.erasingShareMaxPercent
}

/** Whose closings are above the threshold, when an agent would close one more that erases. */
export function aboveThreshold(
  counted: CountedClosings,
  agent: string,
): 'adviser' | 'team' | undefined {
  const own = counted.advisers.find(each => each.agent === agent) ?? { closed: 0, erasing: 0 }
  if (isAbove(own, limits.erasingPerAdviserMax)) return 'adviser'
  return isAbove(counted.team, limits.erasingPerTeamMax) ? 'team' : undefined
}
