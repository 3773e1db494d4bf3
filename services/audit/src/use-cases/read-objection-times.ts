import { dayMs } from '@unefois/retention'
import type { AuditDeps } from '../deps.ts'
import { limits } from '../limits.ts'
import {
  listOverdueOrders,
  listRecallTimes,
  type OverdueOrders,
  type RecallTimes,
  readCommitTimes,
  readEffectTimes,
  type Spread,
} from '../repositories/objection-times.ts'

export interface ObjectionTimes {
  readonly since: Date
  readonly lodged: number
  readonly measured: number
  /** From the request to the commit: from then on nothing more is released. */
  readonly commit: Spread | undefined
  /** Of those for which a receiver had to erase: until its last receipt. */
  readonly recalled: number
  readonly complete: number
  readonly effect: Spread | undefined
  readonly receivers: readonly RecallTimes[]
  readonly overdue: number
  /** Orders of restriction that are late, whenever they were given. */
  readonly orders: readonly OverdueOrders[]
}

/** How soon objections of the last so many days took effect. Counts and times, nobody's row. */
export function readObjectionTimes(deps: Pick<AuditDeps, 'sql' | 'nowMs'>) {
  return async (days: number): Promise<ObjectionTimes> => {
    const now = new Date(deps.nowMs())
    const since = new Date(now.getTime() - days * dayMs)
    const commit = await readCommitTimes(deps.sql, since)
    const effect = await readEffectTimes(deps.sql, since)
    const recalls = await listRecallTimes(deps.sql, since, now)
    return {
      since,
      lodged: commit.lodged,
      measured: commit.measured,
      commit: commit.times,
      recalled: effect.objections,
      complete: effect.complete,
      effect: effect.times,
      receivers: recalls.filter(({ receiver }) => receiver !== null),
      overdue: recalls.find(({ receiver }) => receiver === null)?.overdue ?? 0,
      orders: await listOverdueOrders(deps.sql, now, limits.overdueCountedMax),
    }
  }
}
