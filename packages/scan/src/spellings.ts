/** What is looked for: a person's number in its canonical spelling. */
export interface SecretNumber {
  readonly scheme: 'fr-nir' | 'be-niss'
  readonly value: string
}

const groupings: Readonly<Record<SecretNumber['scheme'], readonly RegExp[]>> = {
  'fr-nir': [/^(.)(..)(..)(..)(...)(...)(..)$/u, /^(.)(..)(..)(..)(...)(...)$/u],
  'be-niss': [/^(..)(..)(..)(...)(..)$/u, /^(.{6})(...)(..)$/u],
}
const nirCharsWithoutKey = 13

/**
 * The ways in which people and programs write one number: as it is, in small letters (2a, 2b), the
 * NIR without its key, and each in groups with spaces, dots or dashes; the card's own form of a
 * NISS too. A NISS without its key is nine digits, too few to tell from any other number.
 */
export function spellNumber(number: SecretNumber): string[] {
  const bare =
    number.scheme === 'fr-nir'
      ? [number.value, number.value.slice(0, nirCharsWithoutKey)]
      : [number.value]
  const grouped = bare.flatMap(text =>
    groupings[number.scheme].flatMap(grouping => {
      const groups = grouping.exec(text)?.slice(1)
      return groups === undefined ? [] : [' ', '.', '-'].map(separator => groups.join(separator))
    }),
  )
  const card =
    number.scheme === 'be-niss'
      ? [number.value.replace(/^(..)(..)(..)(...)(..)$/u, '$1.$2.$3-$4.$5')]
      : []
  const spelled = [...bare, ...grouped, ...card]
  return [...new Set([...spelled, ...spelled.map(text => text.toLowerCase())])]
}
