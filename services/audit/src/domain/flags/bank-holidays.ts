import type { LawProfile } from '@unefois/contracts'

const dayMs = 86_400_000

/** Every year’s, `MM-DD` (Code du travail L.3133-1; arrêté royal du 18 avril 1974, art. 1). */
const fixed: Readonly<Record<LawProfile, readonly string[]>> = {
  fr: ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'],
  be: ['01-01', '05-01', '07-21', '08-15', '11-01', '11-11', '12-25'],
}

/** Days after Easter Sunday: Easter Monday, Ascension, Whit Monday. */
const movable = [1, 39, 50]

/**
 * Whether a day (`2026-11-21`) is a bank holiday everywhere in the country. Those of Alsace-Moselle
 * and of overseas départements alone are not known here.
 */
export function isBankHoliday(country: LawProfile, day: string): boolean {
  if (fixed[country].includes(day.slice(5))) return true
  const easterMs = Date.parse(easterOf(Number(day.slice(0, 4))))
  return movable.some(after => dayOf(easterMs + after * dayMs) === day)
}

/** Easter Sunday of a year of the Gregorian calendar (Meeus, Jones and Butcher's algorithm). */
export function easterOf(year: number): string {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const g = Math.floor((8 * b + 13) / 25)
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const place = h + l - 7 * m + 114
  return dayOf(Date.UTC(year, Math.floor(place / 31) - 1, (place % 31) + 1))
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}
