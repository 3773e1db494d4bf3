import { type Database, inTransaction, type Transaction } from '@unefois/database'
import { getVersion } from './repositories/registry-version.ts'

/**
 * Reads several tables at one instant and keeps the answer in memory until the version moves:
 * others poll, the registry rarely changes.
 *
 * @param read builds the answer of one version.
 * @returns a function that answers the newest.
 */
export function atOneVersion<T extends { readonly version: number }>(
  sql: Database,
  name: string,
  read: (tx: Transaction, version: number) => Promise<T>,
): () => Promise<T> {
  let kept: T | undefined
  return async () => {
    if (kept !== undefined && kept.version === (await getVersion(sql))) return kept
    const fresh = await inTransaction(sql, { name }, async tx => {
      await tx`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY`
      return read(tx, await getVersion(tx))
    })
    // Two readings may cross: the newer one stays.
    if (kept === undefined || kept.version < fresh.version) kept = fresh
    return fresh
  }
}
