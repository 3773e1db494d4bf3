import { randomBytes } from 'node:crypto'
import { type Database, inTransaction } from '@unefois/database'
import {
  currentKek,
  type KeyStore,
  oldKeks,
  type StoredKey,
  unwrapDataKey,
  wrapDataKey,
} from '@unefois/sealing'
import { limits } from '../limits.ts'
import { countWrapped, rewrapKeys, takeWrapped } from '../repositories/rewraps.ts'

export interface RotateDependencies {
  readonly retentionSql: Database
  readonly store: KeyStore
  readonly nowMs: () => number
}

/**
 * Re-wraps the keys that survive an ageing key-encryption key, then destroys it: what was deleted
 * since is out of reach in every copy of the database, WAL and backups included, within 48 hours.
 * Answers the destroyed keys' ids and how many data keys were re-wrapped.
 */
export function rotateKek(deps: RotateDependencies) {
  return async (): Promise<{ destroyed: string[]; rewrapped: number }> => {
    deps.store.refresh()
    const nowMs = deps.nowMs()
    const current = currentKek(deps.store, nowMs)
    const destroyed: string[] = []
    let rewrapped = 0
    for (const old of oldKeks(deps.store, nowMs)) {
      if (old.id === current.id) continue
      for (let done = -1; done !== 0; rewrapped += done) {
        done = await rewrapSome(deps.retentionSql, old, current)
      }
      // Another gateway may just have wrapped with it: destroy only when none is left.
      if ((await countWrapped(deps.retentionSql, old.id)) > 0) continue
      deps.store.destroy('kek', old.label)
      destroyed.push(old.id)
    }
    return { destroyed, rewrapped }
  }
}

async function rewrapSome(sql: Database, old: StoredKey, current: StoredKey): Promise<number> {
  return inTransaction(sql, { name: 'rewrap-keys' }, async transaction => {
    const rows = await takeWrapped(transaction, old.id, limits.kekRewrapBatchMax)
    if (rows.length === 0) return 0
    await rewrapKeys(
      transaction,
      current.id,
      rows.map(row => ({ signalId: row.signalId, wrapped: rewrap(row, old, current) })),
    )
    return rows.length
  })
}

/** A void signal's key is random bytes that no key opens: it gets fresh random bytes. */
function rewrap(
  row: { signalId: string; wrapped: Buffer; void: boolean },
  old: StoredKey,
  current: StoredKey,
): Buffer {
  if (row.void) return randomBytes(row.wrapped.length)
  const { signalId } = row
  const dataKey = unwrapDataKey({ kek: old, wrapped: row.wrapped, signalId })
  return wrapDataKey({ kek: current, dataKey, signalId })
}
