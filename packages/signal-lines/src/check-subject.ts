import type { Signal } from '@unefois/contracts'
import type { ProblemPointer } from '@unefois/errors'
import { type Identifier, type IdentifierFault, parseIdentifier } from '@unefois/identifiers'

/** What is wrong with an identifier, in words that repeat nothing of it. */
export const identifierFaultDetails: Readonly<Record<IdentifierFault, string>> = {
  scheme: 'is of an unknown scheme',
  alphabet: 'holds a character that no such number has',
  length: 'has too few or too many characters',
  structure: 'has an impossible part (sex, month, department or day)',
  key: 'fails its check key: two characters may be swapped or one mistyped',
}

export type SubjectReading =
  | { readonly ok: true; readonly identifier: Identifier }
  | {
      readonly ok: false
      readonly code: 'identifier-scheme-foreign' | 'identifier-invalid'
      readonly pointers: readonly ProblemPointer[]
    }

/**
 * The person of a signal in canonical spelling. A right of one country is served under that
 * country's numbers: its id begins with the country.
 *
 * @param at now, in milliseconds: nobody is born in a year to come.
 */
export function checkSubject(
  signal: Pick<Signal, 'subject' | 'right'>,
  at: number,
): SubjectReading {
  const expected = signal.right.startsWith('be.') ? 'be-niss' : 'fr-nir'
  if (signal.subject.scheme !== expected) {
    const detail = 'is not the scheme of this right'
    return refused('identifier-scheme-foreign', '/subject/scheme', detail)
  }
  const birthYearMax = new Date(at).getUTCFullYear()
  const parsed = parseIdentifier(signal.subject, { birthYearMax })
  if (parsed.ok) return parsed
  return refused('identifier-invalid', '/subject/value', identifierFaultDetails[parsed.reason])
}

function refused(
  code: 'identifier-scheme-foreign' | 'identifier-invalid',
  pointer: string,
  detail: string,
): SubjectReading {
  return { ok: false, code, pointers: [{ pointer, detail }] }
}
