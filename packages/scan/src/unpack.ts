import type { Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createZstdDecompress } from 'node:zlib'

const unpackers: readonly [RegExp, () => Transform][] = [
  [/\.(?:t?gz|svgz)$/iu, createGunzip],
  [/\.(?:zst|tzst)$/iu, createZstdDecompress],
  [/\.br$/iu, createBrotliDecompress],
]
/** Packed or encrypted in a way that cannot be undone here: looking at them shows nothing. */
const closed = /\.(?:xz|txz|bz2|tbz2?|lz4|lzo|zip|7z|rar|age|gpg|pgp|enc)$/iu

/** How a file whose name says so is unpacked; undefined for a plain one. */
export function unpackerOf(path: string): (() => Transform) | undefined {
  return unpackers.find(([name]) => name.test(path))?.[1]
}

/** Whether the name says that this scan cannot look into the file. */
export function isClosed(path: string): boolean {
  return closed.test(path)
}
