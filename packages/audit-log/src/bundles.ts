import { LogError } from './errors.ts'
import { tileWidth } from './limits.ts'

const lengthBytes = 2
const entryBytesMax = 0xffff

/**
 * Entries one after another, each led by its length in two bytes (C2SP tlog-tiles, entry bundles).
 * @throws LogError `bundle-length` for an entry that is too long, or more than a tile's.
 */
export function encodeBundle(entries: readonly Uint8Array[]): Buffer {
  if (entries.length > tileWidth) throw new LogError('bundle-length')
  const parts = entries.flatMap(entry => {
    if (entry.length > entryBytesMax) throw new LogError('bundle-length')
    const length = Buffer.alloc(lengthBytes)
    length.writeUInt16BE(entry.length)
    return [length, entry]
  })
  return Buffer.concat(parts)
}

/** @throws LogError `bundle-length` unless the bytes are whole entries, at most a tile's. */
export function decodeBundle(bytes: Uint8Array): Buffer[] {
  const whole = Buffer.from(bytes)
  const entries: Buffer[] = []
  for (let at = 0; at < whole.length; ) {
    const start = at + lengthBytes
    const end = start + (start <= whole.length ? whole.readUInt16BE(at) : Number.NaN)
    if (!(end <= whole.length) || entries.length === tileWidth) {
      throw new LogError('bundle-length')
    }
    entries.push(whole.subarray(start, end))
    at = end
  }
  return entries
}
