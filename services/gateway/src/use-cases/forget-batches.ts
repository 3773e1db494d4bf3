import type { Database, Transaction } from '@unefois/database'
import { batchDue } from '@unefois/retention'
import { limits } from '../limits.ts'
import { deleteExpiredBatches } from '../repositories/batches.ts'
import { recordErasures } from '../repositories/erasures.ts'

/**
 * Deletes batches whose week is over, with their lines and results, a few rows at a time; what a
 * turn leaves the next one takes. Journalled. Their signals live on. Answers how many
 * batches are gone.
 */
export function forgetBatches(deps: {
  readonly retentionSql: Database
  readonly nowMs: () => number
  readonly newId: (ms: number) => string
}) {
  async function journal(transaction: Transaction, batches: readonly string[]): Promise<void> {
    if (batches.length === 0) return
    const nowMs = deps.nowMs()
    await recordErasures(transaction, [
      {
        id: deps.newId(nowMs),
        at: new Date(nowMs).toISOString(),
        class: 'batch',
        reason: 'expiry',
        article: batchDue(new Date(nowMs)).article,
        rowIds: batches,
        count: batches.length,
      },
    ])
  }
  return async (): Promise<number> => {
    let batches = 0
    for (let turn = 0; turn < limits.batchDeleteTurnsMax; turn += 1) {
      const at = new Date(deps.nowMs())
      const gone = await deleteExpiredBatches(
        deps.retentionSql,
        at,
        limits.batchDeleteRowsMax,
        journal,
      )
      batches += gone.batches
      if (gone.chunks < limits.batchDeleteRowsMax && gone.batches < limits.batchDeleteRowsMax) break
    }
    return batches
  }
}
