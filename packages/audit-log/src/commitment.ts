import { hash } from 'node:crypto'
import { LogError } from './errors.ts'
import { sha256 } from './hashes.ts'
import { hashBytes } from './limits.ts'

/** The bytes of one entry: a commitment to each of its two parts. */
export const entryBytes = 2 * hashBytes

/** RFC 2104 over SHA-256: blocks of 64 bytes. */
const blockBytes = 64
const innerPad = 0x36
const outerPad = 0x5c
/** What a text may take without memory of its own. */
const scratch = Buffer.alloc(blockBytes + 4_096)
const outer = Buffer.alloc(blockBytes + hashBytes)

/**
 * Binds the log to a text without saying it: HMAC-SHA-256 under a nonce of 32 random bytes. Once
 * nonce and text are gone, what is left is noise.
 *
 * Two one-shot hashes take half the time of node:crypto's Hmac and leave no native object behind; a
 * leaf needs two of these. Nothing of a nonce or a text stays in the memory that they use.
 * @throws LogError `hash-length` for a nonce longer than a block.
 */
export function commitTo(nonce: Uint8Array, canonicalText: string): Buffer {
  if (nonce.length > blockBytes) throw new LogError('hash-length')
  // No UTF-16 unit takes more than three bytes of UTF-8.
  const most = blockBytes + 3 * canonicalText.length
  const inner = most <= scratch.length ? scratch : Buffer.alloc(most)
  inner.fill(innerPad, 0, blockBytes)
  outer.fill(outerPad, 0, blockBytes)
  for (let n = 0; n < nonce.length; n += 1) {
    const byte = nonce[n] ?? 0
    inner[n] = byte ^ innerPad
    outer[n] = byte ^ outerPad
  }
  const end = blockBytes + inner.write(canonicalText, blockBytes)
  outer.write(hash('sha256', inner.subarray(0, end), 'binary'), blockBytes, 'binary')
  inner.fill(0, 0, end)
  const commitment = sha256(outer)
  outer.fill(0)
  return commitment
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
