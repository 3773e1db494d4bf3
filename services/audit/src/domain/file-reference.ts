import { nirKey, parseIdentifier, schemes } from '@unefois/identifiers'

/** Digits of other scripts, full-width ones too, could write a number past the check: only ours. */
const reference = /^[\p{L}0-9][\p{L}0-9 .,:/()§°'’_-]{1,119}$/u

/** How a file or a decision is known elsewhere: short, and without any person's number in it. */
export function isReference(text: string, birthYearMax: number): boolean {
  return reference.test(text) && !holdsNumber(text, birthYearMax)
}

/**
 * Whether some part of a text, its separators left out, is a number of a person: a NISS, a NIR with
 * its key, or one without.
 */
function holdsNumber(text: string, birthYearMax: number): boolean {
  const plain = text.toUpperCase().replaceAll(/[^0-9AB]/gu, '')
  for (let from = 0; from < plain.length; from += 1) {
    const [bare = '', ...whole] = numberLengths.map(length => plain.slice(from, from + length))
    const keyed = /^[0-9]{5}[0-9AB]{2}[0-9]{6}$/u.test(bare) ? [`${bare}${nirKey(bare)}`] : []
    for (const value of [...whole, ...keyed]) {
      const found = schemes.some(scheme => parseIdentifier({ scheme, value }, { birthYearMax }).ok)
      if (found) return true
    }
  }
  return false
}

/** NIR without its key and with it, NISS. */
const numberLengths = [13, 15, 11]
