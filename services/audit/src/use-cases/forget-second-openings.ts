import { inTransaction } from '@unefois/database'
import { recordErasures } from '@unefois/erasure-journal'
import { addMonths, monthOf, secondOpeningMonthDue, startOfMonth } from '@unefois/retention'
import type { AuditDeps } from '../deps.ts'
import { lawsOf } from '../domain/agencies-by-law.ts'
import { limits } from '../limits.ts'
import { settleOpenings } from '../repositories/act-counts.ts'
import { forgetSecondOpenings as forgetSome } from '../repositories/trace-months.ts'
import { appendTraces } from '../repositories/traces.ts'

/**
 * Erases the second openings (right, trigger, detection, campaign) of signals whose month is over,
 * with the data themselves (CRPA L.114-8 II, R.114-9-7); the traces stay. A legal hold keeps its
 * signals' until it ends. Outcomes and objections erase theirs at once, in their own transaction.
 *
 * @returns how many, or undefined while nobody knows whose law is whose.
 */
export function forgetSecondOpenings(deps: AuditDeps) {
  return async (): Promise<number | undefined> => {
    const agencies = deps.agencies()
    if (agencies === undefined) return undefined
    const at = new Date(deps.nowMs())
    const last = lastMonthDue(deps.nowMs(), month => secondOpeningMonthDue(lawsOf(agencies), month))
    const before = addMonths(startOfMonth(last.month), 1)
    let total = 0
    for (let round = 0; round < limits.forgetRoundsMax; round += 1) {
      const gone = await forgetBatch(deps, { at, before, article: last.article })
      total += gone
      if (gone >= limits.forgetRowsMax) continue
      await inTransaction(deps.sql, { name: 'settle-openings' }, transaction =>
        settleOpenings(transaction, before),
      )
      break
    }
    return total
  }
}

/** The newest month of signals that is due now. */
function lastMonthDue(
  nowMs: number,
  dueOf: (month: string) => { dueAt: Date; article: string },
): { month: string; article: string } {
  let start = startOfMonth(monthOf(new Date(nowMs)))
  for (;;) {
    const month = monthOf(start)
    const { dueAt, article } = dueOf(month)
    if (dueAt.getTime() <= nowMs) return { month, article }
    start = addMonths(start, -1)
  }
}

async function forgetBatch(
  deps: AuditDeps,
  { at, before, article }: { at: Date; before: Date; article: string },
): Promise<number> {
  return inTransaction(deps.sql, { name: 'forget-second-openings' }, async transaction => {
    const count = await forgetSome(transaction, { before, at, rowsMax: limits.forgetRowsMax })
    if (count === 0) return 0
    await recordErasures(transaction, [
      {
        id: deps.newId(at.getTime()),
        at: at.toISOString(),
        owner: 'audit',
        class: 'second-opening',
        reason: 'expiry',
        article,
        count,
      },
    ])
    await appendTraces(transaction, [
      {
        id: deps.newId(at.getTime()),
        at,
        actor: deps.clientId,
        agency: 'hub',
        operation: 'second-opening-expire',
        detail: { openings: count },
      },
    ])
    return count
  })
}
