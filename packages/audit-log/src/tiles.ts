import { LogError } from './errors.ts'
import { nodeHash } from './hashes.ts'
import { hashBytes, tileLevels, tileWidth } from './limits.ts'
import type { ReadSubtree } from './subtrees.ts'

/** One tile of the tree (C2SP tlog-tiles): `width` hashes of level 8·level, from 256·index on. */
export interface TileId {
  readonly level: number
  readonly index: number
  /** 1 to 256; less than 256 is a partial tile. */
  readonly width: number
}

/** The tiles of a tree of `to` leaves that a tree of `from` had not, or not so wide. */
export function newTiles(from: number, to: number): TileId[] {
  const tiles: TileId[] = []
  for (let level = 0, before = from, after = to; after > 0; level += 1) {
    for (let index = Math.floor(before / tileWidth); index * tileWidth < after; index += 1) {
      const width = Math.min(tileWidth, after - index * tileWidth)
      if (width > before - index * tileWidth) tiles.push({ level, index, width })
    }
    before = Math.floor(before / tileWidth)
    after = Math.floor(after / tileWidth)
  }
  return tiles
}

/** The bytes of a tile, from the tree that it belongs to. */
export function tileBytes({ level, index, width }: TileId, read: ReadSubtree): Buffer {
  const first = index * tileWidth
  const hashes = Array.from({ length: width }, (_, place) => {
    return read(level * tileLevels, first + place)
  })
  return Buffer.concat(hashes)
}

/**
 * Reads a tree from its tiles: whatever lies between two levels of tiles is hashed anew.
 * @param getTile the bytes of a tile, as wide as it is there or wider.
 * @param size the tree's: tells how wide its last tiles are.
 * @throws LogError `tile-missing`, `tile-length`
 */
export function readFromTiles(
  size: number,
  getTile: (tile: TileId) => Uint8Array | undefined,
): ReadSubtree {
  return (level, index) => {
    const tileLevel = Math.floor(level / tileLevels)
    const above = 2 ** (level % tileLevels)
    const first = index * above
    const inTile = first % tileWidth
    const tile = tileOf(size, tileLevel, Math.floor(first / tileWidth))
    if (inTile + above > tile.width) throw new LogError('range')
    const bytes = getTile(tile)
    if (bytes === undefined) throw new LogError('tile-missing')
    if (bytes.length < tile.width * hashBytes) throw new LogError('tile-length')
    return combine(Buffer.from(bytes), inTile, above)
  }
}

/** The tile that stands at a place in a tree of this size. */
function tileOf(size: number, level: number, index: number): TileId {
  const hashes = Math.floor(size / tileWidth ** level)
  const width = Math.min(tileWidth, hashes - index * tileWidth)
  if (width < 1) throw new LogError('range')
  return { level, index, width }
}

/** The root of so many hashes of a tile, a power of two. */
function combine(bytes: Buffer, first: number, count: number): Buffer {
  if (count === 1) return bytes.subarray(first * hashBytes, (first + 1) * hashBytes)
  const half = count / 2
  return nodeHash(combine(bytes, first, half), combine(bytes, first + half, half))
}
