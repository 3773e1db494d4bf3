import type { CanonicalValue, ParsedIdentifier, Scheme } from './identifier.ts'
import { schemes } from './identifier.ts'
import { inputCharsMax } from './limits.ts'
import { checkNir } from './nir.ts'
import { checkNiss } from './niss.ts'

/**
 * Digits, Corsica's letters, and the separators people type. No other digit of Unicode, no NBSP.
 */
const alphabets: Readonly<Record<Scheme, RegExp>> = {
  'fr-nir': /^[0-9ABab .-]*$/,
  'be-niss': /^[0-9 .-]*$/,
}

/**
 * Reads a NIR or a NISS as typed: space, dot and dash are separators, `2a` is `2A`. Everything else
 * is refused rather than repaired, because two spellings of one person would give two indexes.
 *
 * @param options.birthYearMax the current year, to refuse a NISS of somebody not yet born.
 */
export function parseIdentifier(
  input: { readonly scheme: string; readonly value: string },
  options: { readonly birthYearMax?: number } = {},
): ParsedIdentifier {
  const { value } = input
  const scheme = schemes.find(known => known === input.scheme)
  if (scheme === undefined) return { ok: false, reason: 'scheme' }
  if (value.length > inputCharsMax) return { ok: false, reason: 'length' }
  if (!alphabets[scheme].test(value)) return { ok: false, reason: 'alphabet' }
  const canonical = value.replace(/[ .-]/g, '').toUpperCase()
  const reason =
    scheme === 'fr-nir' ? checkNir(canonical) : checkNiss(canonical, options.birthYearMax)
  if (reason !== undefined) return { ok: false, reason }
  return { ok: true, identifier: { scheme, value: canonical as CanonicalValue } }
}
