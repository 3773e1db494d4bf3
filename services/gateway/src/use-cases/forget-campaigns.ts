import { law } from '@unefois/contracts'
import type { Database } from '@unefois/database'
import { addMonths, dayMs } from '@unefois/retention'
import { profiles } from '../domain/erasing-outcomes.ts'
import { dayOf } from '../domain/month.ts'
import { limits } from '../limits.ts'
import { deleteCampaigns, deleteUses } from '../repositories/finished-campaigns.ts'

/**
 * Deletes campaigns that ended as long ago as the traces of their signals are kept, with their
 * figures, and the counts of calls of past days. None of it is about a person.
 * @returns how many campaigns went.
 */
export function forgetCampaigns(deps: {
  readonly retentionSql: Database
  readonly nowMs: () => number
}) {
  return async (): Promise<number> => {
    const nowMs = deps.nowMs()
    let campaigns = 0
    for (const country of profiles) {
      const months = law[country].traceKeptMonths.value
      const endedBefore = dayOf(addMonths(new Date(nowMs), -months).getTime())
      for (let gone: number = limits.campaignsDeleteMax; gone === limits.campaignsDeleteMax; ) {
        const of = { country, endedBefore, limit: limits.campaignsDeleteMax }
        gone = await deleteCampaigns(deps.retentionSql, of)
        campaigns += gone
      }
    }
    const before = dayOf(nowMs - limits.usesKeptDays * dayMs)
    for (let gone: number = limits.deleteRowsMax; gone === limits.deleteRowsMax; ) {
      gone = await deleteUses(deps.retentionSql, before, limits.deleteRowsMax)
    }
    return campaigns
  }
}
