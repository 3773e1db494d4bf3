import { inTransaction } from '@unefois/database'
import type { StoredKey } from '@unefois/sealing'
import type { DeskDeps } from '../deps.ts'
import { openKeks } from '../keks.ts'
import { limits } from '../limits.ts'
import { recordErasures } from '../repositories/erasures.ts'
import { deleteKek, listKeks, lockStoring, lockUnder, updateWrapped } from '../repositories/keks.ts'

/**
 * Wraps the keys of what is still held under a new key and destroys the old one, at the latest
 * after 48 hours: what was erased meanwhile can then be opened in no copy of the database. Cases
 * that somebody is changing are taken the next time, and their key lives until then.
 */
export function rotateKeys(deps: DeskDeps) {
  return async (): Promise<{ rewrapped: number; destroyed: number }> => {
    const current = await beginKek(deps)
    let rewrapped = 0
    let destroyed = 0
    for (const old of deps.keys.oldKeks(deps.now())) {
      for (;;) {
        const count = await rewrapSome(deps, old, current)
        rewrapped += count
        if (count < limits.rewrapCasesMax) break
      }
      if (await endKek(deps, old.id)) {
        deps.keys.destroyKek(old)
        destroyed += 1
      }
    }
    await forgetMissing(deps)
    return { rewrapped, destroyed }
  }
}

async function beginKek(deps: DeskDeps): Promise<StoredKey> {
  return inTransaction(deps.sql, { name: 'begin-kek' }, async transaction => {
    await lockStoring(transaction)
    return (await openKeks(deps, transaction, deps.now())).current
  })
}

async function rewrapSome(deps: DeskDeps, old: StoredKey, current: StoredKey): Promise<number> {
  return inTransaction(deps.sql, { name: 'rewrap-cases' }, async transaction => {
    const held = await lockUnder(transaction, old.id, limits.rewrapCasesMax)
    const rewrapped = held.flatMap(each => {
      const subject = deps.keys.rewrap(each.id, each, current)
      return subject === undefined ? [] : [{ id: each.id, ...subject }]
    })
    await updateWrapped(transaction, rewrapped)
    return rewrapped.length
  })
}

/** The key's end is on record before the key is gone; a file without a record ends next time. */
async function endKek(deps: DeskDeps, id: string): Promise<boolean> {
  return inTransaction(deps.sql, { name: 'end-kek' }, async transaction => {
    await lockStoring(transaction)
    if (!(await deleteKek(transaction, id))) return false
    await recordErasures(deps, transaction, [
      { class: 'key', reason: 'rotation', at: deps.now(), keyIds: [id], count: 1 },
    ])
    return true
  })
}

/** A restored database names keys that are destroyed: nothing can be held under them any more. */
async function forgetMissing(deps: DeskDeps): Promise<void> {
  await inTransaction(deps.sql, { name: 'forget-keks' }, async transaction => {
    await lockStoring(transaction)
    for (const id of await listKeks(transaction)) {
      if (deps.keys.findKek(id) === undefined) await deleteKek(transaction, id)
    }
  })
}
