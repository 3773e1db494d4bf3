import { law } from '@unefois/contracts'
import { inTransaction } from '@unefois/database'
import { type Clock, errorPlace } from '@unefois/service'
import type { DeskLog } from './app.ts'
import type { DeskDeps } from './deps.ts'
import { limits } from './limits.ts'
import { type Loop, startLoop } from './loop.ts'
import { countWaiting } from './repositories/erasing-closings.ts'
import { deleteKeysBefore } from './repositories/idempotency.ts'
import { ensureTracePartitions } from './repositories/traces.ts'
import { expireCases } from './use-cases/expire-cases.ts'

const dayMs = 86_400_000
const hourMs = 3_600_000

/**
 * Makes room for the traces to come, from the hub clock's month; forgets keys that are old and
 * people whose signals' last day has passed.
 */
export function keepHouse(deps: DeskDeps) {
  const expire = expireCases(deps)
  return async (): Promise<void> => {
    const now = deps.now()
    const oldest = new Date(now.getTime() - limits.idempotencyDays * dayMs)
    await inTransaction(deps.sql, { name: 'keep-house' }, async transaction => {
      await ensureTracePartitions(transaction, now, limits.tracePartitionMonthsAhead)
      await deleteKeysBefore(transaction, oldest)
    })
    deps.keys.destroyIdempotencyBefore(oldest.toISOString().slice(0, 10))
    while ((await expire()) === limits.expireCasesMax);
  }
}

/** An erasure that waits for a second person is still due without delay (CRPA L.114-8 II §2). */
async function warnOfWaiting(deps: DeskDeps, log: DeskLog): Promise<void> {
  const hours = law[deps.calendar.country].erasureAlarmHours.value
  const closings = await countWaiting(deps.sql, new Date(deps.now().getTime() - hours * hourMs))
  if (closings > 0) log('closing-unconfirmed', { closings, hours })
}

/** Keeps house once before anything is traced, then every hour and at each move of the clock. */
export async function startHousekeeping(
  deps: DeskDeps,
  clock: Pick<Clock, 'onChange'>,
  log: DeskLog,
): Promise<Loop> {
  const keep = keepHouse(deps)
  await keep()
  clock.onChange(keep)
  return startLoop({
    async turn() {
      await keep()
      await warnOfWaiting(deps, log)
      return limits.housekeepingMs
    },
    onError: error => log('housekeeping-failed', { ...errorPlace(error) }),
    retryMs: limits.retryDelayMs,
    retryMsMax: limits.retryDelayMsMax,
  })
}
