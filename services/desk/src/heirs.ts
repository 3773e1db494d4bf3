import type { Transaction } from '@unefois/database'
import { type CaseLife, liveStates } from './domain/case-life.ts'
import { promoteJoined } from './repositories/case-changes.ts'
import { lockJoined, type StoredCase } from './repositories/cases.ts'
import { applyOrders } from './repositories/restriction-orders.ts'

/**
 * Signals joined to live cases among these that outlive them, by their case, the first accepted
 * first. Read before the cases are erased.
 */
export async function findHeirs(
  sql: Transaction,
  cases: readonly StoredCase[],
  ending: readonly string[],
): Promise<ReadonlyMap<string | undefined, readonly StoredCase[]>> {
  const live = cases.filter(({ state }) => liveStates.includes(state)).map(({ id }) => id)
  const joined = await lockJoined(sql, live)
  const outliving = joined.filter(each => !ending.includes(each.id)).sort(byAcceptance)
  return Map.groupBy(outliving, each => each.joinedTo)
}

/**
 * A live case ends without its adviser: another agency's signal about the person still stands, so
 * it takes the case's place, life and adviser (the same adviser keeps the person). The former case
 * must have been erased: two live cases of one person and right cannot be.
 */
export async function passOn(
  sql: Transaction,
  former: StoredCase,
  heirs: readonly StoredCase[] = [],
): Promise<void> {
  const [heir] = heirs
  if (heir === undefined) return
  const life: CaseLife = { ...former, acceptedAt: heir.acceptedAt }
  await promoteJoined(sql, former.id, heir.id, life)
  await applyOrders(sql, [heir.id])
}

function byAcceptance(a: StoredCase, b: StoredCase): number {
  return a.acceptedAt.getTime() - b.acceptedAt.getTime() || (a.id < b.id ? -1 : 1)
}
