import { law } from '@unefois/contracts'
import { inTransaction } from '@unefois/database'
import { type Clock, errorPlace } from '@unefois/service'
import type { DeskLog } from './app.ts'
import type { DeskDeps } from './deps.ts'
import { type JournalParts, keepJournal } from './journal.ts'
import { limits } from './limits.ts'
import { type Loop, startLoop } from './loop.ts'
import { countWaiting } from './repositories/erasing-closings.ts'
import { ensureTracePartitions } from './repositories/traces.ts'
import { eraseRows } from './use-cases/erase-rows.ts'
import { expireCases, releasePreserved } from './use-cases/expire-cases.ts'
import { rotateKeys } from './use-cases/rotate-keys.ts'

const hourMs = 3_600_000

/**
 * Makes room for the traces to come, from the hub clock's month; forgets people whose signals' last
 * day has passed and whatever else has stood its time, and changes the keys of what stays.
 */
export function keepHouse(deps: DeskDeps, journal?: JournalParts) {
  const expire = expireCases(deps)
  const release = releasePreserved(deps)
  const sweep = eraseRows(deps)
  const rotate = rotateKeys(deps)
  const journaled = journal && keepJournal(deps, journal)
  return async (): Promise<void> => {
    const now = deps.now()
    await inTransaction(deps.sql, { name: 'keep-house' }, transaction =>
      ensureTracePartitions(transaction, now, limits.tracePartitionMonthsAhead),
    )
    while ((await expire()) === limits.expireCasesMax);
    await release()
    await sweep()
    await rotate()
    await journaled?.()
  }
}

/** A key that outlives 48 hours opens, in a backup, what was erased since. */
function warnOfOldKeys(deps: DeskDeps, log: DeskLog): void {
  const keys = deps.keys.countOverdueKeks(deps.now())
  if (keys > 0) log('keys-overdue', { keys })
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
  journal: JournalParts,
): Promise<Loop> {
  const keep = keepHouse(deps, journal)
  await keep()
  clock.onChange(keep)
  return startLoop({
    async turn() {
      await keep()
      await warnOfWaiting(deps, log)
      warnOfOldKeys(deps, log)
      return limits.housekeepingMs
    },
    onError: error => log('housekeeping-failed', { ...errorPlace(error) }),
    retryMs: limits.retryDelayMs,
    retryMsMax: limits.retryDelayMsMax,
  })
}
