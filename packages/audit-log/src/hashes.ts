import { hash } from 'node:crypto'
import { hashBytes } from './limits.ts'

const leafPrefix = 0
const nodePrefix = 1
/** Two hashes, and an entry of a log that forgets: what is longer gets memory of its own. */
const scratch = Buffer.alloc(1 + 2 * hashBytes)

/** The hash of a leaf: SHA-256(0x00 ‖ entry) (RFC 6962 §2.1). */
export function leafHash(entry: Uint8Array): Buffer {
  const bytes = room(1 + entry.length)
  bytes[0] = leafPrefix
  bytes.set(entry, 1)
  return sha256(bytes)
}

/** The hash over two: SHA-256(0x01 ‖ left ‖ right) (RFC 6962 §2.1). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  const bytes = room(1 + left.length + right.length)
  bytes[0] = nodePrefix
  bytes.set(left, 1)
  bytes.set(right, 1 + left.length)
  return sha256(bytes)
}

/** SHA-256. Asked for text, node:crypto answers in a third of the time that a Buffer takes. */
export function sha256(bytes: Uint8Array): Buffer {
  return Buffer.from(hash('sha256', bytes, 'binary'), 'binary')
}

function room(length: number): Buffer {
  return length <= scratch.length ? scratch.subarray(0, length) : Buffer.alloc(length)
}

/** The root of a tree without leaves: SHA-256 of nothing (RFC 6962 §2.1). */
export const emptyRoot: Buffer = sha256(Buffer.alloc(0))
