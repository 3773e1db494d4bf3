import type { SchemeCheck } from './identifier.ts'
import { keyModulus, monthMax, nissChars, nissMonthShifts } from './limits.ts'

/**
 * Checks a Belgian NISS: a national number, or a bis number (month + 20 or + 40). The month or the
 * day may be 00, and the day may lie past the month's end: unknown dates, and days whose counter
 * ran out.
 *
 * @param birthYearMax when given, the key of the 2000s is only accepted up to this year: a birth in
 *   the future is a typing error that the key alone would let through once in 97.
 */
export function checkNiss(canonical: string, birthYearMax?: number): ReturnType<SchemeCheck> {
  if (canonical.length !== nissChars) return 'length'
  const month = Number(canonical.slice(2, 4))
  if (!nissMonthShifts.some(shift => month >= shift && month <= shift + monthMax)) {
    return 'structure'
  }
  const first9 = canonical.slice(0, 9)
  const key = canonical.slice(9)
  if (key === nissKey(first9, 1900)) return undefined
  const mayBeBornSince2000 =
    birthYearMax === undefined || 2000 + Number(canonical.slice(0, 2)) <= birthYearMax
  return mayBeBornSince2000 && key === nissKey(first9, 2000) ? undefined : 'key'
}

/** The two-digit key, 01 to 97: 97 − (n mod 97), n prefixed by 2 for births from 2000. */
export function nissKey(first9: string, century: 1900 | 2000): string {
  const number = Number(century === 2000 ? `2${first9}` : first9)
  return String(keyModulus - (number % keyModulus)).padStart(2, '0')
}
