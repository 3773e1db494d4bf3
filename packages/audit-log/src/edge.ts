import { emptyRoot, nodeHash } from './hashes.ts'
import { hashBytes, tileWidth } from './limits.ts'
import { rootOf } from './subtrees.ts'
import { readFromTiles } from './tiles.ts'

/**
 * All that a tree needs to grow: the last tile of each level, as far as it is filled. Whoever keeps
 * tiles in order and this beside them never reads the tree again.
 */
export interface Edge {
  readonly size: number
  /** By level of tiles: the hashes of the last tile, fewer than 256. */
  readonly levels: readonly Buffer[]
}

/** A tile as it stands after growth: whole, or the last of its level. */
export interface GrownTile {
  readonly level: number
  readonly index: number
  readonly hashes: Buffer
}

/** The edge of a tree without leaves. */
export const emptyEdge: Edge = { size: 0, levels: [] }

/** Adds leaves by their hashes. Answers the new edge and every tile that is not as it was. */
export function growEdge(
  { size, levels }: Edge,
  leaves: readonly Buffer[],
): { readonly edge: Edge; readonly tiles: readonly GrownTile[] } {
  const grown: Buffer[] = [...levels]
  const tiles: GrownTile[] = []
  let added: readonly Buffer[] = leaves
  for (let level = 0, before = size; added.length > 0; level += 1) {
    const filled = Buffer.concat([grown[level] ?? Buffer.alloc(0), ...added])
    const above: Buffer[] = []
    let index = Math.floor(before / tileWidth)
    let start = 0
    for (; start + tileBytesMax <= filled.length; start += tileBytesMax, index += 1) {
      const hashes = filled.subarray(start, start + tileBytesMax)
      tiles.push({ level, index, hashes })
      above.push(rootOfTile(hashes))
    }
    const rest = filled.subarray(start)
    if (rest.length > 0) tiles.push({ level, index, hashes: rest })
    grown[level] = rest
    before = Math.floor(before / tileWidth)
    added = above
  }
  return { edge: { size: size + leaves.length, levels: grown }, tiles }
}

/** The root of the tree that this is the edge of. */
export function rootOfEdge({ size, levels }: Edge): Buffer {
  if (size === 0) return emptyRoot
  return rootOf(
    readFromTiles(size, ({ level }) => levels[level]),
    size,
  )
}

const tileBytesMax = tileWidth * hashBytes

function rootOfTile(hashes: Buffer): Buffer {
  let row: Buffer[] = []
  for (let at = 0; at < hashes.length; at += hashBytes)
    row.push(hashes.subarray(at, at + hashBytes))
  while (row.length > 1) {
    const next: Buffer[] = []
    for (let place = 0; place < row.length; place += 2) {
      next.push(nodeHash(row[place] ?? emptyRoot, row[place + 1] ?? emptyRoot))
    }
    row = next
  }
  return row[0] ?? emptyRoot
}
