import type { Identifier, Scheme } from './identifier.ts'
import { nirKey } from './nir.ts'
import { nissKey } from './niss.ts'
import { parseIdentifier } from './parse-identifier.ts'

/** Numbers in [0, 1), repeatable when seeded. */
export type RandomSource = () => number

/**
 * Synthetic people stay out of the way of real ones: commune codes 990–999, above every code in
 * use, and daily counters 800–998, above what a day of births reaches.
 */
const syntheticCommunes = { first: 990, last: 999 } as const
const syntheticCounters = { first: 800, last: 998 } as const

/** A valid NIR of nobody: `nir` by default, `nia` (first digit 7 or 8) or `corsica` (2A, 2B). */
export function syntheticNir(
  random: RandomSource,
  options: { readonly kind?: 'nir' | 'nia' | 'corsica' } = {},
): Identifier {
  const kind = options.kind ?? 'nir'
  const sex = between(random, 1, 2) + (kind === 'nia' ? 6 : 0)
  const year = digits(between(random, 0, 99), 2)
  const month = digits(between(random, 1, 12), 2)
  const department =
    kind === 'corsica' ? `2${random() < 0.5 ? 'A' : 'B'}` : digits(between(random, 1, 95), 2)
  const commune = between(random, syntheticCommunes.first, syntheticCommunes.last)
  const order = digits(between(random, 1, 999), 3)
  const first13 = `${sex}${year}${month}${department}${commune}${order}`
  return mustParse('fr-nir', first13 + nirKey(first13))
}

/**
 * A valid NISS of nobody born 1930–2025: a national number by default, `bis` (month + 20 or + 40)
 * or `day-unknown` (day 00, and month 00 half of the time).
 */
export function syntheticNiss(
  random: RandomSource,
  options: { readonly kind?: 'nn' | 'bis' | 'day-unknown' } = {},
): Identifier {
  const kind = options.kind ?? 'nn'
  const year = between(random, 1930, 2025)
  const born = between(random, 1, 12)
  const month =
    kind === 'bis'
      ? born + (random() < 0.5 ? 20 : 40)
      : kind === 'day-unknown' && random() < 0.5
        ? 0
        : born
  const day = kind === 'day-unknown' ? 0 : between(random, 1, 28)
  const counter = between(random, syntheticCounters.first, syntheticCounters.last)
  const first9 = `${digits(year % 100, 2)}${digits(month, 2)}${digits(day, 2)}${counter}`
  return mustParse('be-niss', first9 + nissKey(first9, year < 2000 ? 1900 : 2000))
}

function between(random: RandomSource, first: number, last: number): number {
  return first + Math.floor(random() * (last - first + 1))
}

function digits(number: number, length: number): string {
  return String(number).padStart(length, '0')
}

function mustParse(scheme: Scheme, value: string): Identifier {
  const parsed = parseIdentifier({ scheme, value })
  if (!parsed.ok) throw new Error(`a generator made an invalid identifier: ${parsed.reason}`)
  return parsed.identifier
}
