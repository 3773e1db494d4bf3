import type { Database } from '@unefois/database'
import type { Counts } from '../../counts/counts.ts'

/** Signals whose keys the hub still holds: no desk has stored them. */
export async function countWaiting(sql: Database): Promise<number> {
  const [row] = await sql<{ waiting: number }[]>`
    SELECT count(*)::int AS waiting FROM exchange.data_key`
  return row?.waiting ?? -1
}

/** Compares, signal by signal, what the hub accepted with what one desk holds. */
export async function compareDelivery(counts: Counts, receiver: string) {
  const signals = await readIds(counts.hub`SELECT id FROM exchange.signal`)
  const cases = await readIds(counts.desk(receiver)`SELECT id FROM desk.cases`)
  const [reports] = await counts.hub<{ repeated: number }[]>`
    SELECT count(*)::int AS repeated FROM (
      SELECT signal_id FROM exchange.case_event WHERE type = 'received'
      GROUP BY signal_id HAVING count(*) > 1) AS r`
  const accepted = new Set(signals)
  const held = new Set(cases)
  const surplus = cases.filter(id => !accepted.has(id)).length + cases.length - held.size
  return {
    signals: signals.length,
    cases: cases.length,
    missing: signals.filter(id => !held.has(id)).length,
    doubled: surplus + (reports?.repeated ?? -1),
    stillHeld: await countWaiting(counts.hub),
  }
}

async function readIds(query: Promise<readonly { id?: string }[]>): Promise<string[]> {
  return (await query).flatMap(({ id }) => (id === undefined ? [] : [id]))
}
