import { setTimeout as sleep } from 'node:timers/promises'
import { type Database, sqlState } from '@unefois/database'
import { limits } from '../limits.ts'
import { ensureMonths } from '../repositories/months.ts'

const lockNotAvailable = '55P03'

/**
 * Makes the months ahead that are missing; answers how many partitions. Gateways that start
 * together make them in turn: who waits in vain for the lock asks again, for a minute at most.
 */
export async function addMonths(sql: Database, at: Date): Promise<number> {
  const { partitionMonthsAhead: monthsAhead, partitionWorkMsMax: workMsMax } = limits
  const giveUpAt = performance.now() + workMsMax
  for (;;) {
    try {
      return await ensureMonths(sql, { at, monthsAhead, workMsMax })
    } catch (error) {
      if (sqlState(error) !== lockNotAvailable || performance.now() > giveUpAt) throw error
      await sleep(limits.partitionRetryMs)
    }
  }
}
