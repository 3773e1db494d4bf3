import { type SecretNumber, spellNumber } from '@unefois/scan'
import { jcs } from '@unefois/sealing'

/** What a person's number may have been written as before somebody hashed it. */
export interface Writings {
  /** The likely ones: under every algorithm and every key. */
  readonly main: readonly Buffer[]
  /** All, the likely ones too. */
  readonly all: readonly Buffer[]
}

/**
 * The number with and without spaces, dots, dashes and key, in capitals and small letters; each
 * alone, after the names of its scheme, quoted, ended by a line; as JSON in the order it is sent,
 * in canonical order (RFC 8785), as Postgres writes jsonb, inside a signal or a trace; in UTF-16;
 * as a number of eight bytes.
 */
export function writingsOf(number: SecretNumber): Writings {
  const { scheme, value } = number
  const spelled = spellNumber(number)
  const short = scheme === 'fr-nir' ? 'nir' : 'niss'
  const named = [
    scheme,
    short,
    short.toUpperCase(),
    `v1|${scheme}`,
    `urn:${scheme}`,
    `v1:${scheme}`,
  ]
  const subject = { scheme, value }
  const json = [
    JSON.stringify(subject),
    JSON.stringify({ value, scheme }),
    `{"value": "${value}", "scheme": "${scheme}"}`,
    JSON.stringify({ subject }),
    jcs({ detail: { subject } }),
    jcs({ detail: subject }),
    jcs({ detail: { subject: value } }),
    jcs({ kind: 'act', subject }),
    JSON.stringify({ [scheme]: value }),
    JSON.stringify([scheme, value]),
    JSON.stringify(value),
  ]
  const main = [
    value,
    spelled[1] ?? value,
    `${scheme}|${value}`,
    `v1|${scheme}|${value}`,
    `${scheme}:${value}`,
    jcs(subject),
  ]
  const all = [
    ...main,
    ...json,
    ...spelled.flatMap(text => [
      text,
      `${text}\n`,
      ...named.flatMap(name => ['|', ':', '/', ' ', ''].map(sign => `${name}${sign}${text}`)),
      `${text}|${scheme}`,
    ]),
  ]
  return {
    main: distinct(main.map(text => Buffer.from(text))),
    all: distinct([
      ...all.map(text => Buffer.from(text)),
      ...spelled.map(text => Buffer.from(text, 'utf16le')),
      ...asNumbers(value),
    ]),
  }
}

/** The digits as a number of eight bytes, either end first; a NIR of Corsica is none. */
function asNumbers(value: string): Buffer[] {
  if (!/^[0-9]+$/u.test(value)) return []
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(value))
  return [bytes, Buffer.from(bytes).reverse()]
}

function distinct(writings: readonly Buffer[]): Buffer[] {
  return [...new Map(writings.map(each => [each.toString('latin1'), each])).values()]
}
