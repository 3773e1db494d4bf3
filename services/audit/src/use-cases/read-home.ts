import { Problem } from '@unefois/errors'
import type { AuditDeps } from '../deps.ts'
import { limits } from '../limits.ts'
import { countOverdueRecalls, listOverdueOrders } from '../repositories/objection-times.ts'
import { forecastDeletions } from './forecast-deletions.ts'
import { countFlags } from './read-flags.ts'
import { readLogHealth } from './read-log-health.ts'

/** What may need an officer today; undefined: not theirs, or nobody can tell now. */
export interface Today {
  readonly flags: number
  readonly overdue: number | undefined
  readonly receipts: number | undefined
  readonly orders: number | undefined
  readonly alarms: number | undefined
}

/** Counts what needs the hub's officer (`viewer` null), or the officer of an agency. */
export function readHome(deps: AuditDeps) {
  const flags = countFlags(deps)
  const forecast = forecastDeletions(deps)
  const health = readLogHealth(deps)
  return async (viewer: string | null): Promise<Today> => {
    const open = await flags(viewer)
    if (viewer !== null) {
      const not = undefined
      return { flags: open, overdue: not, receipts: not, orders: not, alarms: not }
    }
    const now = new Date(deps.nowMs())
    const most = limits.overdueCountedMax
    const orders = await listOverdueOrders(deps.sql, now, most)
    const deletions = await forecast().catch(notHeard)
    return {
      flags: open,
      overdue: deletions?.overdue.reduce((all, { count }) => all + count, 0),
      receipts: await countOverdueRecalls(deps.sql, now, most),
      orders: orders.reduce((all, each) => all + each.orders, 0),
      alarms: (await health()).alarms.length,
    }
  }
}

function notHeard(error: unknown): undefined {
  if (error instanceof Problem) return undefined
  throw error
}
