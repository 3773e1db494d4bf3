import { type Database, inTransaction } from '@unefois/database'
import { dayMs, idempotencyDue, retentionLimits } from '@unefois/retention'
import { dayOf } from '../domain/month.ts'
import { limits } from '../limits.ts'
import { recordErasures } from '../repositories/erasures.ts'
import { deleteAnswers } from '../repositories/idempotency.ts'

/**
 * Deletes what idempotency keys answered on days over a week ago, some rows at a time; what a turn
 * leaves the next one takes. Journalled as a count: the keys are the senders' own.
 * @returns how many answers went.
 */
export function forgetAnswers(deps: {
  readonly retentionSql: Database
  readonly nowMs: () => number
  readonly newId: (ms: number) => string
}) {
  return async (): Promise<number> => {
    const nowMs = deps.nowMs()
    const lastDay = dayOf(nowMs - (retentionLimits.idempotencyKeptDays + 1) * dayMs)
    const { article } = idempotencyDue(lastDay)
    let answers = 0
    for (let turn = 0; turn < limits.deleteTurnsMax; turn += 1) {
      const scope = { name: 'forget-answers' }
      const gone = await inTransaction(deps.retentionSql, scope, async transaction => {
        const count = await deleteAnswers(transaction, lastDay, limits.deleteRowsMax)
        const at = new Date(nowMs).toISOString()
        const why = { class: 'idempotency', reason: 'expiry', article } as const
        const entry = { id: deps.newId(nowMs), at, ...why, count }
        await recordErasures(transaction, count === 0 ? [] : [entry])
        return count
      })
      answers += gone
      if (gone < limits.deleteRowsMax) break
    }
    return answers
  }
}
