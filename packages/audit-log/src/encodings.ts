import { LogError } from './errors.ts'
import { hashBytes } from './limits.ts'

const decimalForm = /^(0|[1-9][0-9]*)$/u

/**
 * A canonical decimal that a tree size or an index can be: no sign, no leading zero, no space.
 * @throws LogError `decimal`
 */
export function parseDecimal(text: string): number {
  const value = Number(text)
  if (!decimalForm.test(text) || !Number.isSafeInteger(value)) throw new LogError('decimal')
  return value
}

/**
 * Standard base64 (RFC 4648 §4) in its one spelling: padded, no stray bits, nothing else.
 * @throws LogError `base64`
 */
export function parseBase64(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64')
  if (bytes.toString('base64') !== text) throw new LogError('base64')
  return bytes
}

/** @throws LogError `base64`, `hash-length` */
export function parseHash(text: string): Buffer {
  const hash = parseBase64(text)
  if (hash.length !== hashBytes) throw new LogError('hash-length')
  return hash
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what a note may not hold
const controlForm = /[\u0000-\u0009\u000b-\u001f]/u

/** @throws LogError `note-control-character` for any but the newline (C2SP signed-note). */
export function checkControls(text: string): void {
  if (controlForm.test(text)) throw new LogError('note-control-character')
}

/** Fails on bytes that are not UTF-8, and keeps a byte order mark where it stands. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** @throws LogError `note-format` when the bytes are not UTF-8. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch {
    throw new LogError('note-format')
  }
}
