import { decodeBundle, tileWidth } from '@unefois/audit-log'
import type { Database } from '@unefois/database'
import { findBundle } from './repositories/log-tree.ts'

/** The entries at these indexes, as the log has them: both commitments of each. */
export async function readEntries(
  sql: Database,
  indexes: readonly number[],
): Promise<ReadonlyMap<number, Buffer>> {
  const entries = new Map<number, Buffer>()
  const bundles = new Set(indexes.map(index => Math.floor(index / tileWidth)))
  for (const bundle of bundles) {
    const stored = (await findBundle(sql, bundle)) ?? Buffer.alloc(0)
    for (const [place, entry] of decodeBundle(stored).entries()) {
      entries.set(bundle * tileWidth + place, entry)
    }
  }
  return entries
}
