import { decodeBundle, formatTilePath, LogError, type TileId, tileWidth } from '@unefois/audit-log'
import { Unproven } from '../fault.ts'

/** A file of a folder of the log, by its path there; undefined when there is none. */
export type ReadFile = (path: string) => Uint8Array | undefined

/** Tiles of hashes as they lie in a folder (C2SP tlog-tiles). */
export function tileAt(readFile: ReadFile): (tile: TileId) => Uint8Array | undefined {
  const known = new Map<string, Uint8Array | undefined>()
  return tile => {
    const path = formatTilePath({ kind: 'hashes', ...tile })
    if (!known.has(path)) known.set(path, readFile(path))
    return known.get(path)
  }
}

/**
 * The entries of the bundle at this place, in a tree of this size.
 * @throws Unproven `tile-missing`, `entry-edited` when they are not as many as there should be.
 */
export function bundleAt(readFile: ReadFile, index: number, size: number): Buffer[] {
  const first = index * tileWidth
  const width = Math.min(tileWidth, size - first)
  const path = formatTilePath({ kind: 'entries', index, width })
  const bytes = readFile(path)
  if (bytes === undefined) throw new Unproven('tile-missing', { at: path })
  try {
    const entries = decodeBundle(bytes)
    if (entries.length === width) return entries
  } catch (error) {
    if (!(error instanceof LogError)) throw error
  }
  throw new Unproven('entry-edited', { index: first, at: path })
}
