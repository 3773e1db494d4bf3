import {
  type Identifier,
  type Scheme,
  seededRandom,
  syntheticNir,
  syntheticNiss,
} from '../src/index.ts'

export const identifiersPerScheme = 10_000

/** Every kind of one scheme in turn, repeatable by seed. */
export function people(scheme: Scheme, count: number, seed: number): Identifier[] {
  const random = seededRandom(seed)
  const makers =
    scheme === 'fr-nir'
      ? (['nir', 'nia', 'corsica'] as const).map(kind => () => syntheticNir(random, { kind }))
      : (['nn', 'bis', 'day-unknown'] as const).map(kind => () => syntheticNiss(random, { kind }))
  const made: Identifier[] = []
  while (made.length < count) for (const make of makers) made.push(make())
  return made.slice(0, count)
}
