import { type DeskStatisticsV2, law } from '@unefois/contracts'
import type { DeskDeps } from '../deps.ts'
import { dayOf } from '../domain/calendar.ts'
import { problems } from '../errors.ts'
import { limits } from '../limits.ts'
import { countCases, countOutcomes, medianDays } from '../repositories/statistics.ts'

const dayMs = 86_400_000

/** Counts of the desk over a period, by default the year up to now. @throws Problem */
export function readStatistics(deps: DeskDeps) {
  return async (asked: {
    from: string | undefined
    to: string | undefined
  }): Promise<DeskStatisticsV2> => {
    const now = deps.now()
    // What happened at this very millisecond counts: the end of a period is not in it.
    const to = instantOf(asked.to, new Date(now.getTime() + 1))
    const from = instantOf(
      asked.from,
      new Date(to.getTime() - limits.statisticsDaysDefault * dayMs),
    )
    if (from > to) throw problems['case-period-invalid']()
    const today = dayOf(deps.calendar.country, now)
    const few = law[deps.calendar.country].hiddenCellPeopleMax.value
    const [counts, outcomes, median] = await Promise.all([
      countCases(deps.sql, { from, to, today }),
      countOutcomes(deps.sql, { from, to }),
      medianDays(deps.sql, { from, to, few }),
    ])
    return {
      from: from.toISOString(),
      to: to.toISOString(),
      ...counts,
      outcomes,
      ...(median.informed === undefined ? {} : { medianDaysToInformed: median.informed }),
      ...(median.closed === undefined ? {} : { medianDaysToClosed: median.closed }),
    }
  }
}

function instantOf(text: string | undefined, otherwise: Date): Date {
  if (text === undefined) return otherwise
  const instant = new Date(text)
  if (Number.isNaN(instant.getTime())) throw problems['case-period-invalid']()
  return instant
}
