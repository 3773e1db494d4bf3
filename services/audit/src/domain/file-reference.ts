import { parseIdentifier, schemes } from '@unefois/identifiers'

const reference = /^[\p{L}\p{N}][\p{L}\p{N} .,:/()§°'’_-]{1,119}$/u

/** How a file or a decision is known elsewhere: short, and without any person's number in it. */
export function isReference(text: string, birthYearMax: number): boolean {
  return reference.test(text) && !holdsNumber(text, birthYearMax)
}

/** Whether some part of a text, its separators left out, is a number of a person. */
function holdsNumber(text: string, birthYearMax: number): boolean {
  const plain = text.toUpperCase().replaceAll(/[^0-9AB]/gu, '')
  for (let from = 0; from < plain.length; from += 1) {
    for (const length of numberLengths) {
      const value = plain.slice(from, from + length)
      if (value.length < length) continue
      const found = schemes.some(scheme => parseIdentifier({ scheme, value }, { birthYearMax }).ok)
      if (found) return true
    }
  }
  return false
}

/** NIR with its key, NISS. */
const numberLengths = [15, 11]
