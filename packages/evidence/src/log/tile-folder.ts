import {
  decodeBundle,
  entryBytes,
  formatTilePath,
  hashBytes,
  LogError,
  type TileId,
  tileWidth,
} from '@unefois/audit-log'
import { type FaultCode, Unproven } from '../fault.ts'

/** A file of a folder of the log, by its path there; undefined when there is none. */
export type ReadFile = (path: string) => Uint8Array | undefined

/** Half a mebibyte: the tiles that a proof's path goes through, on every level, and then some. */
const tilesKeptMax = 64

/**
 * Tiles of hashes as they lie in a folder (C2SP tlog-tiles); those used last are kept. One that is
 * not as long as its name says throws LogError `tile-length`.
 */
export function tileAt(readFile: ReadFile): (tile: TileId) => Uint8Array | undefined {
  const kept = new Map<string, Uint8Array | undefined>()
  return tile => {
    const path = formatTilePath({ kind: 'hashes', ...tile })
    const bytes = kept.has(path) ? kept.get(path) : readFile(path)
    kept.delete(path)
    kept.set(path, bytes)
    const [oldest] = kept.keys()
    if (kept.size > tilesKeptMax && oldest !== undefined) kept.delete(oldest)
    if (bytes !== undefined && bytes.length !== tile.width * hashBytes) {
      throw new LogError('tile-length')
    }
    return bytes
  }
}

/** What was wrong with the tiles that a tree was read from. @throws what is no fault of theirs */
export function tileFaultOf(error: unknown): FaultCode {
  if (!(error instanceof LogError)) throw error
  return error.code === 'tile-missing' ? 'tile-missing' : 'tile-differs'
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
    const isWhole = entries.length === width
    if (isWhole && entries.every(({ length }) => length === entryBytes)) return entries
  } catch (error) {
    if (!(error instanceof LogError)) throw error
  }
  throw new Unproven('entry-edited', { index: first, at: path })
}
