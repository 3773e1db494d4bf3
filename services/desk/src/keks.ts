import type { Transaction } from '@unefois/database'
import type { StoredKey } from '@unefois/sealing'
import type { DeskDeps } from './deps.ts'
import { insertKek, listKeks } from './repositories/keks.ts'

/** The key to hold under, and those under which something may be held still. */
export interface HeldKeks {
  readonly current: StoredKey
  readonly former: readonly StoredKey[]
}

/**
 * The keys of the cases, the current one written down for every process to see. Whoever calls has
 * the lock of `lockStoring`. A key that is not on this machine opens nothing: it is left out.
 */
export async function openKeks(
  deps: Pick<DeskDeps, 'keys'>,
  sql: Transaction,
  at: Date,
): Promise<HeldKeks> {
  const current = deps.keys.currentKek(at)
  const held = await listKeks(sql)
  if (!held.includes(current.id)) await insertKek(sql, current)
  const former = held.filter(id => id !== current.id).flatMap(id => deps.keys.findKek(id) ?? [])
  return { current, former }
}
