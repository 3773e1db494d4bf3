import type { SchemeCheck } from './identifier.ts'
import { keyModulus, nirChars, nirMonthRanges } from './limits.ts'

/**
 * Sex 1, 2; 3, 4 (registration pending); 7, 8 (NIA, temporary number: refusing them once locked
 * 68,000 people out). Only 2A and 2B carry a letter.
 */
const shape = /^[123478][0-9]{2}(?<month>[0-9]{2})(?:[0-9]{2}|2[AB])[0-9]{8}$/

/** Checks a 13-digit number and its key (NIR, NIA: numéro d'inscription au répertoire, INSEE). */
export const checkNir: SchemeCheck = canonical => {
  if (canonical.length !== nirChars) return 'length'
  const month = Number(shape.exec(canonical)?.groups?.month ?? Number.NaN)
  if (!nirMonthRanges.some(([first, last]) => month >= first && month <= last)) return 'structure'
  return canonical.slice(13) === nirKey(canonical.slice(0, 13)) ? undefined : 'key'
}

/** The two-digit key of the first 13 characters: 97 − (n mod 97), Corsica's 2A as 19, 2B as 18. */
export function nirKey(first13: string): string {
  const number = Number(first13.replace('2A', '19').replace('2B', '18'))
  return String(keyModulus - (number % keyModulus)).padStart(2, '0')
}
