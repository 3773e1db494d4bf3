import type { Language } from '@unefois/contracts'
import { locales, type Person, tabs } from '@unefois/pages'
import { isHubOfficer } from './navigation.ts'
import { figureWords } from './words/figures.ts'

/** Whose acts a person may read in figures: null for the hub's officer. */
export function viewerOf(person: Person): string | null {
  return isHubOfficer(person) ? null : person.agency
}

/** Tabs of periods, each at its own address. */
export function periods(options: {
  readonly language: Language
  readonly path: string
  readonly days: readonly number[]
  readonly current: number
}) {
  const say = figureWords(options.language)
  return tabs(
    say('period'),
    options.days.map(days => ({
      href: `${options.path}?days=${days}`,
      label: say('lastDays', { days }),
      current: days === options.current,
    })),
  )
}

const units = [
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
  { unit: 'second', ms: 1_000 },
  { unit: 'millisecond', ms: 1 },
] as const

/** A time as people say it: 45 ms, 2.3 sec, 4 min; two figures where there are few. */
export function duration(ms: number, language: Language): string {
  const { unit, ms: one } = units.find(each => ms >= each.ms) ?? units[4]
  const value = ms / one
  return new Intl.NumberFormat(locales[language], {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: value < 10 && one > 1 ? 1 : 0,
  }).format(value)
}

/** A month, `2026-11`, in words. */
export function monthWords(month: string, language: Language): string {
  const date = new Date(`${month}-01T00:00:00Z`)
  const options = { month: 'long', year: 'numeric', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat(locales[language], options).format(date)
}

/** A day, `2026-11-21`, short, as a chart's axis has room for. */
export function dayWords(day: string, language: Language): string {
  const options = { day: 'numeric', month: 'short', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat(locales[language], options).format(new Date(day))
}
