import type { Database } from '@unefois/database'
import { type Month, nameOf } from './expired-months.ts'

/** Forgets one month and answers how many milliseconds that took. */
export type Way = (month: Month) => Promise<number>

/**
 * As retention does it, under its own role: the month's signals are dropped with their partition,
 * then the month of each other table.
 */
export function droppingAs(retention: Database, at: Date): Way {
  return async month => {
    const day = month.toISOString().slice(0, 10)
    const startedMs = performance.now()
    const [row] = await retention<{ dropped: number | null }[]>`
      SELECT exchange.drop_month(${day}::date, '{}', ${at})::int AS dropped`
    if (row?.dropped === null) throw new Error('keys of an expired month are alive')
    for (const parent of ['data_key', 'outbox', 'case_event', 'feedback']) {
      await retention`SELECT exchange.drop_part(${parent}, ${day}::date, ${at})`
    }
    return performance.now() - startedMs
  }
}

/** The floor: the same rows deleted, and their space given back to the table by VACUUM. */
export function deletingAs(administrator: Database): Way {
  return async month => {
    const startedMs = performance.now()
    await administrator`
      DELETE FROM exchange.signal WHERE id >= exchange.uuid_floor(${month})
        AND id < exchange.uuid_floor(${month}::timestamptz + interval '1 month')`
    await administrator.unsafe(`VACUUM exchange.signal_${nameOf(month)}`)
    return performance.now() - startedMs
  }
}
