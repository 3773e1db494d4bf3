import type { Identifier, Scheme } from './identifier.ts'

const groupings: Readonly<Record<Scheme, { readonly shape: RegExp; readonly groups: string }>> = {
  'fr-nir': {
    shape: /^(.)(..)(..)(..)(...)(...)(..)$/,
    groups: '$1 $2 $3 $4 $5 $6 $7',
  },
  'be-niss': { shape: /^(..)(..)(..)(...)(..)$/, groups: '$1.$2.$3-$4.$5' },
}

/**
 * The spelling people read on a card: `2 53 07 2B 073 004 70`, `85.07.30-033.28`. For screens only.
 */
export function formatIdentifier(identifier: Identifier): string {
  const { shape, groups } = groupings[identifier.scheme]
  return identifier.value.replace(shape, groups)
}
