import { parseDecimal } from './encodings.ts'
import { LogError } from './errors.ts'
import { tileWidth } from './limits.ts'
import type { TileId } from './tiles.ts'

/** What lies under `tile/`: hashes of one level, or the entries themselves. */
export type TilePath = ({ readonly kind: 'hashes' } & TileId) | EntriesPath
interface EntriesPath {
  readonly kind: 'entries'
  readonly index: number
  readonly width: number
}

const levelMax = 63
const pathForm =
  /^tile\/(entries|0|[1-9][0-9]?)\/((?:x[0-9]{3}\/)*)([0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/u

/**
 * Where a tile lies, below the log's prefix: `tile/0/x001/x234/067.p/8` (C2SP tlog-tiles).
 * @throws LogError `tile-path` for a tile that no tree has.
 */
export function formatTilePath(tile: TilePath): string {
  const level = tile.kind === 'entries' ? 'entries' : tile.level
  const partial = tile.width === tileWidth ? '' : `.p/${tile.width}`
  const path = `tile/${level}/${groups(tile.index)}${partial}`
  if (parseTilePath(path).index !== tile.index) throw new LogError('tile-path')
  return path
}

/** @throws LogError `tile-path` for anything but the one spelling of a path. */
export function parseTilePath(path: string): TilePath {
  const [, level, upper = '', last, partial] = pathForm.exec(path) ?? []
  if (level === undefined || last === undefined) throw new LogError('tile-path')
  const index = Number(`${upper.replace(/[x/]/gu, '')}${last}`)
  const width = partial === undefined ? tileWidth : Number(partial)
  const isSpelled = Number.isSafeInteger(index) && groups(index) === `${upper}${last}`
  if (!isSpelled || width > tileWidth || partial === String(tileWidth)) {
    throw new LogError('tile-path')
  }
  if (level === 'entries') return { kind: 'entries', index, width }
  const height = parseDecimal(level)
  if (height > levelMax) throw new LogError('tile-path')
  return { kind: 'hashes', level: height, index, width }
}

/** Three digits a part, all but the last led by an `x`: no folder is ever a file, too. */
function groups(index: number): string {
  const digits = String(index)
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0')
  const parts = padded.match(/[0-9]{3}/gu) ?? []
  return parts.map((part, place) => (place < parts.length - 1 ? `x${part}` : part)).join('/')
}
