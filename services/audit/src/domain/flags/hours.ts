import type { LawProfile } from '@unefois/contracts'
import { isBankHoliday } from './bank-holidays.ts'
import { type Measured, median } from './flag.ts'
import { thresholds } from './thresholds.ts'

const place = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Paris',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  weekday: 'short',
  hourCycle: 'h23',
})

/** Whether nobody is expected to work: night, weekend or bank holiday, in Paris and Brussels. */
export function isOffHours(day: string, hour: number, country: LawProfile): boolean {
  const parts = new Map(
    place
      .formatToParts(new Date(`${day}T${String(hour).padStart(2, '0')}:00:00Z`))
      .map(({ type, value }) => [type, value]),
  )
  const local = `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`
  const localHour = Number(parts.get('hour'))
  const weekday = new Date(`${local}T00:00:00Z`).getUTCDay()
  const isNight = localHour < thresholds.workFromHour || localHour >= thresholds.workToHour
  return isNight || weekday === 0 || weekday === 6 || isBankHoliday(country, local)
}

/**
 * An agency's people at work when nobody is expected to be, where that is no habit of theirs.
 * Systems have no hours, so only acts that a person did are counted.
 * @param past acts outside working hours on each of the days before, none left out.
 */
export function judgeHours(
  off: { readonly count: number; readonly of: number },
  past: readonly number[],
): Measured | undefined {
  const habit = past.filter(each => each >= thresholds.offHoursMin)
  const isUnusual = off.count >= thresholds.offHoursMin && habit.length <= thresholds.offDaysMax
  return isUnusual ? { ...off, usual: median(past), among: habit.length } : undefined
}
