import { createHash } from 'node:crypto'

/** One form in which a secret may lie in a file. */
export interface Form {
  /** `text`, `utf-16le`, `base64+1`, `hex`, `sha-256 hex`… ; never the secret itself. */
  readonly name: string
  readonly bytes: Buffer
}

/** A text's own bytes, as UTF-8 and UTF-16, in base64 at three offsets, and in hexadecimal. */
export function encodeText(text: string): Form[] {
  const bytes = Buffer.from(text, 'utf8')
  const little = Buffer.from(text, 'utf16le')
  return [
    { name: 'text', bytes },
    { name: 'utf-16le', bytes: little },
    { name: 'utf-16be', bytes: Buffer.from(little).swap16() },
    ...encodeBytes(bytes),
  ]
}

/** Bytes in base64 at three offsets, and in hexadecimal. */
export function encodeBytes(bytes: Buffer): Form[] {
  return [
    ...base64Forms(bytes),
    { name: 'hex', bytes: Buffer.from(bytes.toString('hex')) },
    { name: 'HEX', bytes: Buffer.from(bytes.toString('hex').toUpperCase()) },
  ]
}

/** The hashes of a text without a key, as raw bytes, hexadecimal and base64. */
export function hashText(text: string): Form[] {
  return ['sha-256', 'sha-1', 'md5'].flatMap(algorithm => {
    const digest = createHash(algorithm.replace('-', '')).update(text).digest()
    const base64 = digest.toString('base64').replace(/=+$/u, '')
    return [
      { name: `${algorithm} raw`, bytes: digest },
      { name: `${algorithm} hex`, bytes: Buffer.from(digest.toString('hex')) },
      { name: `${algorithm} HEX`, bytes: Buffer.from(digest.toString('hex').toUpperCase()) },
      { name: `${algorithm} base64`, bytes: Buffer.from(base64) },
      { name: `${algorithm} base64url`, bytes: Buffer.from(toUrlAlphabet(base64)) },
    ]
  })
}

/**
 * Inside a longer text that is encoded as a whole, a secret begins at a multiple of three bytes or
 * one or two after it. Only the characters that its own bytes decide are kept.
 */
function base64Forms(bytes: Buffer): Form[] {
  return [0, 1, 2].flatMap(before => {
    const padded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64')
    const inner = padded.slice(
      Math.ceil((before * 8) / 6),
      Math.floor(((before + bytes.length) * 8) / 6),
    )
    return [
      { name: `base64+${before}`, bytes: Buffer.from(inner) },
      { name: `base64url+${before}`, bytes: Buffer.from(toUrlAlphabet(inner)) },
    ]
  })
}

function toUrlAlphabet(base64: string): string {
  return base64.replaceAll('+', '-').replaceAll('/', '_')
}
