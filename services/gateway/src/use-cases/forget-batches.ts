import type { Database } from '@unefois/database'
import { limits } from '../limits.ts'
import { deleteExpiredBatches } from '../repositories/batches.ts'

/**
 * Deletes batches whose week is over, with their lines and results, a few rows at a time; what a
 * turn leaves the next one takes. Their signals live on. Answers how many batches are gone.
 */
export function forgetBatches(deps: {
  readonly retentionSql: Database
  readonly nowMs: () => number
}) {
  return async (): Promise<number> => {
    let batches = 0
    for (let turn = 0; turn < limits.batchDeleteTurnsMax; turn += 1) {
      const at = new Date(deps.nowMs())
      const gone = await deleteExpiredBatches(deps.retentionSql, at, limits.batchDeleteRowsMax)
      batches += gone.batches
      if (gone.chunks < limits.batchDeleteRowsMax && gone.batches < limits.batchDeleteRowsMax) break
    }
    return batches
  }
}
