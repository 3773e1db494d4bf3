import { openCheckpoint, readFromTiles, rootOf } from '@unefois/audit-log'
import type { AuditDeps } from '../deps.ts'
import { findTile, getState } from '../repositories/log-tree.ts'

/**
 * Whether the tree still holds what was last published. It does not in a database that was restored
 * from before: to go on would be to show two pasts, so nothing more may be signed.
 * @throws LogError when the anchor is no checkpoint of this log.
 */
export function checkAnchor({ sql, logKey, anchor }: Pick<AuditDeps, 'sql' | 'logKey' | 'anchor'>) {
  return async (): Promise<boolean> => {
    const note = anchor.read()
    if (note === undefined) return true
    const { checkpoint } = openCheckpoint(Buffer.from(note), logKey.verifier)
    const { size } = await getState(sql)
    if (size < checkpoint.size) return false
    return (await rootAt(sql, checkpoint.size)).equals(checkpoint.root)
  }
}

/** The root of the first `size` leaves, from the tiles at their edge. */
async function rootAt(sql: AuditDeps['sql'], size: number): Promise<Buffer> {
  const tiles = new Map<number, Buffer | undefined>()
  for (let hashes = size, level = 0; hashes > 0; hashes = Math.floor(hashes / 256), level += 1) {
    tiles.set(level, await findTile(sql, level, Math.floor(hashes / 256)))
  }
  return rootOf(
    readFromTiles(size, ({ level }) => tiles.get(level)),
    size,
  )
}
