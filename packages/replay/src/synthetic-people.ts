import {
  type Identifier,
  type Scheme,
  seededRandom,
  syntheticNir,
  syntheticNiss,
} from '@unefois/identifiers'

/** A person who does not exist. The name is for the story only: it never leaves the narrator. */
export interface SyntheticPerson {
  readonly name: string
  readonly subject: { readonly scheme: Scheme; readonly value: string }
}

const names: Readonly<Record<Scheme, readonly string[]>> = {
  'fr-nir': ['Nadia', 'Inès', 'Fatou', 'Leïla', 'Manon', 'Chloé', 'Aïcha', 'Camille', 'Sonia'],
  'be-niss': ['Marie', 'Pieter', 'Amina', 'Joris', 'Louise', 'Mehdi', 'Greet', 'Thomas', 'Elif'],
}

/** People drawn from a seed, each another one: no two share an identifier. */
export function drawPeople(seed: number): { next(scheme: Scheme): SyntheticPerson } {
  const random = seededRandom(seed)
  const drawn = new Set<string>()
  const draw: Record<Scheme, () => Identifier> = {
    'fr-nir': () => syntheticNir(random),
    'be-niss': () => syntheticNiss(random),
  }
  return {
    next(scheme) {
      let identifier = draw[scheme]()
      while (drawn.has(identifier.value)) identifier = draw[scheme]()
      drawn.add(identifier.value)
      const name = names[scheme][Math.floor(random() * names[scheme].length)] ?? ''
      return { name, subject: { scheme, value: identifier.value } }
    },
  }
}
