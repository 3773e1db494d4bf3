import { exportJournal, makeCertificates } from '@unefois/erasure-journal'
import type { Log } from '@unefois/events'
import { alone, type Clock } from '@unefois/service'
import type { AuditDeps } from './deps.ts'
import type { events } from './events.ts'
import { limits } from './limits.ts'
import { findErasurePlaces } from './repositories/certificates.ts'
import { ensureMonths } from './repositories/trace-months.ts'
import { countActs } from './use-cases/count-acts.ts'
import { destroyTraceKeys } from './use-cases/destroy-trace-keys.ts'
import { forgetRecords } from './use-cases/forget-records.ts'
import { forgetSecondOpenings } from './use-cases/forget-second-openings.ts'
import { forgetTraces } from './use-cases/forget-traces.ts'
import { raiseFlags } from './use-cases/raise-flags.ts'

/** What this service does by itself: each turn alone, never two of a kind at once. */
export interface Turns {
  /** Writes what was erased outside the database. */
  exportEntries(): Promise<void>
  /** Counts by day what the log has numbered. */
  count(): Promise<void>
  /** Looks through the days that are over for what stands out. */
  flag(): Promise<void>
  /** Certifies what nobody can read any more. */
  certify(): Promise<void>
  /** Forgets what has reached its term. */
  forget(): Promise<void>
}

/** The turns over these parts; one that fails says so and is taken again at the next interval. */
export function planTurns(deps: AuditDeps, log: Log<typeof events>): Turns {
  const count = countActs(deps)
  const raise = raiseFlags(deps)
  const traces = forgetTraces(deps)
  const openings = forgetSecondOpenings(deps)
  const keys = destroyTraceKeys(deps)
  const records = forgetRecords(deps)
  return {
    exportEntries: turn(
      async () => {
        const entries = await exportJournal(deps)
        if (entries > 0) log('journal-exported', { entries })
      },
      () => log('journal-export-failed'),
    ),
    count: turn(
      async () => void (await count()),
      () => log('counting-failed'),
    ),
    flag: turn(
      async () => {
        const flags = await raise()
        if (flags !== undefined && flags > 0) log('flags-raised', { flags })
      },
      () => log('flagging-failed'),
    ),
    certify: turn(
      async () => {
        const certificates = await makeCertificates({ ...deps, findPlaces: findErasurePlaces })
        if (certificates > 0) log('certificates-made', { certificates })
      },
      () => log('certifying-failed'),
    ),
    forget: turn(
      async () => {
        // What is forgotten is counted before, so that it can be taken from the count.
        await count()
        await ensureMonths(deps.sql, new Date(deps.nowMs()), limits.partitionMonthsAhead)
        const gone = {
          ...(await traces()),
          openings: await openings(),
          keys: await keys(),
        }
        const total = { traces: 0, months: 0, ...gone, ...numbers(gone) }
        if (Object.values(total).some(count => count > 0)) log('traces-forgotten', total)
        await records()
      },
      () => log('forgetting-failed'),
    ),
  }
}

function numbers(gone: { openings: number | undefined; keys: number | undefined }) {
  return { openings: gone.openings ?? 0, keys: gone.keys ?? 0 }
}

function turn(work: () => Promise<void>, onFault: () => void): () => Promise<void> {
  return alone(() => work().catch(onFault))
}

/**
 * Takes the turns: at start, at intervals, and when the clock is moved (then before the move shows,
 * so that whoever moved it finds forgotten what the new time forgets).
 */
export async function startHousekeeping(
  turns: Turns,
  clock: Clock,
): Promise<{ close(): Promise<void> }> {
  async function takeAll(): Promise<void> {
    await turns.forget()
    await turns.flag()
    await turns.exportEntries()
    await turns.certify()
  }
  await takeAll()
  clock.onChange(takeAll)
  const timers = [
    setInterval(() => void turns.exportEntries(), limits.exportEveryMs),
    setInterval(() => void turns.certify(), limits.certifyEveryMs),
    setInterval(() => void turns.count(), limits.countEveryMs),
    setInterval(() => void turns.flag(), limits.flagEveryMs),
    setInterval(() => void turns.forget(), limits.forgetEveryMs),
  ]
  return {
    async close() {
      timers.forEach(clearInterval)
      await turns.exportEntries()
    },
  }
}
