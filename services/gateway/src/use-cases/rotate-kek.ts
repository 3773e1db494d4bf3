import { randomBytes } from 'node:crypto'
import { articlesOf } from '@unefois/contracts'
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
import { countWrapped, rewrapKeys, takeWrapped, wrappedIn } from '../repositories/rewraps.ts'
import { destroyKey } from './destroy-keys.ts'

export interface RotateDependencies {
  readonly retentionSql: Database
  readonly store: KeyStore
  readonly nowMs: () => number
  readonly newId: (ms: number) => string
}

/**
 * Re-wraps the keys that survive an ageing key-encryption key, then destroys it: what was deleted
 * since is out of reach in every copy of the database, WAL and backups included, within 48 hours.
 * Its destruction is journalled.
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
      const because = { reason: 'rotation' as const, article: articlesOf('confidentiality') }
      if (await destroyKey(deps, old, because)) destroyed.push(old.id)
    }
    return { destroyed, rewrapped }
  }
}

async function rewrapSome(sql: Database, old: StoredKey, current: StoredKey): Promise<number> {
  return inTransaction(sql, { name: 'rewrap-keys' }, async transaction => {
    let rewrapped = 0
    for (const table of wrappedIn) {
      const rows = await takeWrapped(transaction, table, {
        kek: old.id,
        limit: limits.kekRewrapBatchMax,
      })
      if (rows.length === 0) continue
      const items = rows.map(row => ({
        signalId: row.signalId,
        wrapped: rewrap(row, old, current),
      }))
      await rewrapKeys(transaction, table, { kek: current.id, items })
      rewrapped += rows.length
    }
    return rewrapped
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
