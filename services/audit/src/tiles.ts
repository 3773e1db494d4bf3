import { hashBytes, type ReadSubtree, readFromTiles, tileWidth } from '@unefois/audit-log'
import type { Database, Transaction } from '@unefois/database'
import { findTile } from './repositories/log-tree.ts'

/**
 * Does something with a tree that lies in tiles: `work` is done again until every tile that it asks
 * for has been read. It reads a few of each level.
 */
export async function withTiles<Result>(
  sql: Database | Transaction,
  size: number,
  work: (read: ReadSubtree) => Result,
): Promise<Result> {
  const tiles = new Map<string, Buffer | undefined>()
  for (;;) {
    const missing = new Map<string, { level: number; index: number }>()
    const read = readFromTiles(size, ({ level, index }) => {
      const key = `${level}/${index}`
      if (!tiles.has(key)) missing.set(key, { level, index })
      return tiles.get(key) ?? zeroTile
    })
    const result = work(read)
    if (missing.size === 0) return result
    for (const [key, { level, index }] of missing) {
      tiles.set(key, await findTile(sql, level, index))
    }
  }
}

const zeroTile = Buffer.alloc(tileWidth * hashBytes)
