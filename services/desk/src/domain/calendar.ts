import Holidays from 'date-holidays'

/** A calendar day as ISO text, `2026-11-21`, in the agency's own time zone. */
export type Day = string

export type Country = 'fr' | 'be'

/** Which days an agency of one country works: Monday to Friday, public holidays off. */
export interface Calendar {
  readonly country: Country
  isWorkingDay(day: Day): boolean
}

// The Canadian English form of a date is ISO's: year, month, day. Made once: a formatter takes
// Node longer than opening a signal's seal.
const dayFormats: Record<Country, Intl.DateTimeFormat> = {
  fr: new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris' }),
  be: new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Brussels' }),
}
const dayMs = 86_400_000

/**
 * The business calendar of France (Code du travail, L.3133-1) or Belgium (royal decree of
 * 18 April 1974). Regional days (Alsace-Moselle, the Communities) are worked: an agency that
 * closes then gains nothing from the calendar, and a person loses nothing.
 */
export function createCalendar(country: Country): Calendar {
  const source = new Holidays(country.toUpperCase(), { types: ['public'] })
  const byYear = new Map<string, Set<Day>>()
  const holidaysOf = (year: string): Set<Day> => {
    const known = byYear.get(year)
    if (known !== undefined) return known
    const days = new Set(source.getHolidays(Number(year)).map(found => found.date.slice(0, 10)))
    byYear.set(year, days)
    return days
  }
  return {
    country,
    isWorkingDay(day) {
      const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
      return weekday !== 0 && weekday !== 6 && !holidaysOf(day.slice(0, 4)).has(day)
    },
  }
}

/** The day that an instant falls on where the agency is. */
export function dayOf(country: Country, instant: Date): Day {
  return dayFormats[country].format(instant)
}

/** The day `count` calendar days after `day` (before it when negative). */
export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * dayMs).toISOString().slice(0, 10)
}

/** The `count`-th working day after `day`; `day` itself never counts. With 0, `day`. */
export function addWorkingDays(calendar: Calendar, day: Day, count: number): Day {
  let reached = day
  for (let left = count; left > 0; ) {
    reached = addDays(reached, 1)
    if (calendar.isWorkingDay(reached)) left -= 1
  }
  return reached
}

/** How many working days lie after `from` up to and with `to`; 0 when `to` is not later. */
export function workingDaysBetween(calendar: Calendar, from: Day, to: Day): number {
  let count = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    if (calendar.isWorkingDay(day)) count += 1
  }
  return count
}
