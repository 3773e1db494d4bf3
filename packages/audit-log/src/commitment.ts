import { createHmac } from 'node:crypto'
import { LogError } from './errors.ts'
import { hashBytes } from './limits.ts'

/** The bytes of one entry: a commitment to each of its two parts. */
export const entryBytes = 2 * hashBytes

/**
 * Binds the log to a text without saying it: HMAC-SHA-256 under a nonce of 32 random bytes. Once
 * nonce and text are gone, what is left is noise.
 */
export function commitTo(nonce: Uint8Array, canonicalText: string): Buffer {
  return createHmac('sha256', nonce).update(canonicalText).digest()
}

/** An entry: the commitment to its first part, then that to its second. */
export function entryOf(first: Uint8Array, second: Uint8Array): Buffer {
  return Buffer.concat([first, second])
}

/** The two commitments of an entry. @throws LogError `hash-length` for other bytes. */
export function partsOfEntry(entry: Buffer): readonly [Buffer, Buffer] {
  if (entry.length !== entryBytes) throw new LogError('hash-length')
  return [entry.subarray(0, hashBytes), entry.subarray(hashBytes)]
}
