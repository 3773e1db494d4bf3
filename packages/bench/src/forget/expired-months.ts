import type { Database } from '@unefois/database'
import { loadChunk, writePairs } from '../flat/load-rows.ts'
import { chunkRows, loaders, monthsBack } from './limits.ts'

/** The first instant of a month whose signals have expired. */
export type Month = Date

/** As many months as asked for, the newest first; all of them past the law's twelve. */
export function expiredMonths(now: Date, count: number): Month[] {
  return Array.from(
    { length: count },
    (_, n) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - monthsBack - n, 1)),
  )
}

/**
 * Fills each month with so many closed signals whose keys are long gone, as a month is when its
 * time comes, vacuumed and frozen.
 *
 * @param sql an administrator's, whom row-level security does not stop.
 */
export async function loadMonths(
  sql: Database,
  input: {
    months: readonly Month[]
    signals: number
    pairs: readonly object[]
    say: (line: string) => void
  },
): Promise<void> {
  const { months, signals, pairs, say } = input
  await writePairs(sql, pairs)
  // Each call makes the month before the instant, too.
  for (const month of months) await sql`SELECT exchange.ensure_partitions(${month}, 0)`
  const waiting = [...months]
  const load = async () => {
    for (let month = waiting.shift(); month !== undefined; month = waiting.shift()) {
      await loadMonth(sql, month, signals, pairs.length)
      say(`${months.length - waiting.length} of ${months.length} months are loaded or under way`)
    }
  }
  await Promise.all(Array.from({ length: loaders }, load))
  await sql.unsafe('DROP TABLE public.pair; CHECKPOINT')
}

async function loadMonth(
  sql: Database,
  month: Month,
  signals: number,
  pairs: number,
): Promise<void> {
  const next = Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 1)
  const stepMs = (next - month.getTime()) / signals
  for (let first = 0; first < signals; first += chunkRows) {
    const rows = Math.min(chunkRows, signals - first)
    const from = new Date(month.getTime() + first * stepMs)
    const chunk = { from, stepMs, rows, keepsTraces: false, keepsAnswers: false }
    await loadChunk(sql, chunk, pairs)
  }
  await sql.unsafe(`VACUUM (FREEZE, ANALYZE) exchange.signal_${nameOf(month)}`)
}

/** `2025_09`, as a partition's name ends. */
export function nameOf(month: Month): string {
  return month.toISOString().slice(0, 7).replace('-', '_')
}

/** Signals of a month that still lie there. */
export async function countMonth(sql: Database, month: Month): Promise<number> {
  const [row] = await sql<{ signals: number }[]>`
    SELECT count(*)::int AS signals FROM exchange.signal
    WHERE id >= exchange.uuid_floor(${month})
      AND id < exchange.uuid_floor(${month}::timestamptz + interval '1 month')`
  return row?.signals ?? -1
}
