import { LogError } from './errors.ts'
import { emptyRoot, nodeHash } from './hashes.ts'

/**
 * Reads the hash of a complete subtree: of the leaves index·2^level to (index + 1)·2^level, all of
 * which are there. Such a hash never changes, so it may lie in memory, in a file or behind HTTP.
 */
export type ReadSubtree = (level: number, index: number) => Buffer

/** The largest power of two smaller than `size` (2 or more), and its exponent. */
export function splitOf(size: number): { leaves: number; level: number } {
  let leaves = 1
  let level = 0
  while (leaves * 2 < size) {
    leaves *= 2
    level += 1
  }
  return { leaves, level }
}

/** The root of the leaves `from` to `to`; `from` is a multiple of the least power of two ≥ them. */
export function hashRange(read: ReadSubtree, from: number, to: number): Buffer {
  const size = to - from
  if (size === 1) return read(0, from)
  const { leaves, level } = splitOf(size)
  if (leaves * 2 === size) return read(level + 1, from / size)
  return nodeHash(read(level, from / leaves), hashRange(read, from + leaves, to))
}

/** The root of the first `size` leaves (RFC 6962 §2.1, MTH). */
export function rootOf(read: ReadSubtree, size: number): Buffer {
  checkSize(size)
  return size === 0 ? emptyRoot : hashRange(read, 0, size)
}

/** @throws LogError `range` for what no tree has. */
export function checkSize(size: number): void {
  if (!Number.isSafeInteger(size) || size < 0) throw new LogError('range')
}

/** Bit operations of the language end at 32 bits; trees do not. */
export function half(value: number): number {
  return Math.floor(value / 2)
}
