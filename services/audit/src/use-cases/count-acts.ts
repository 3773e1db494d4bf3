import { inTransaction } from '@unefois/database'
import type { AuditDeps } from '../deps.ts'
import { limits } from '../limits.ts'
import { countSome } from '../repositories/act-counts.ts'

/**
 * Counts the acts that the log has numbered, by day: in bounded transactions, each act once. What a
 * crash undoes waits still.
 * @returns how many.
 */
export function countActs(deps: Pick<AuditDeps, 'sql'>) {
  return async (): Promise<number> => {
    let total = 0
    for (let round = 0; round < limits.countRoundsMax; round += 1) {
      const counted = await inTransaction(deps.sql, { name: 'count-acts' }, transaction =>
        countSome(transaction, limits.countActsMax),
      )
      total += counted
      if (counted === 0) break
    }
    return total
  }
}
