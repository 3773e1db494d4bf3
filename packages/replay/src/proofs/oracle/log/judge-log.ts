import type { Counts } from '../../../counts/counts.ts'
import { boundZ } from '../limits.ts'
import { type Auc, boundsOf, measureAuc } from '../stats/auc.ts'
import { noteGrowth } from './note-growth.ts'
import type { LogReading } from './read-log.ts'
import type { Round } from './rounds.ts'

/** How well a sender tells, by one number, whether anybody received the copies of a round. */
export interface Told extends Auc {
  readonly lower: number
  readonly upper: number
}

/**
 * Compares by how much the tree grew at so many publications after the copies were sent: it grows
 * more where somebody received them. Nothing is learnt: the sender knows what to look for.
 */
export function compareGrowth(
  rounds: readonly Round[],
  readings: readonly LogReading[],
  publications: 2 | 3,
): Told {
  const sent = rounds
    .filter(round => Number.isFinite(round.fromMs))
    .map(round => ({ ...round, notes: new Map<string, number | string>() }))
  noteGrowth(sent, readings)
  const grownWhere = (isObjected: boolean) =>
    Float64Array.from(
      sent.filter(({ kind }) => (kind === 'objected') === isObjected),
      ({ notes }) => Number(notes.get(`log: growth up to ${publications}`) ?? 0),
    )
  const auc = measureAuc(grownWhere(false), grownWhere(true))
  return { ...auc, ...boundsOf(auc, boundZ) }
}

/** Of each published size, how many of its leaves are no pads. */
export type Unpadded = ReadonlyMap<number, number>

/** What the log keeps to itself: read as an administrator, never by the attacker. */
export async function readUnpadded({ hub }: Counts): Promise<Unpadded> {
  const rows = await hub<{ size: string; leaves: string }[]>`
    SELECT size, size - sum(pads) OVER (ORDER BY size) AS leaves FROM audit.log_checkpoint
    WHERE published_at IS NOT NULL`
  return new Map(rows.map(({ size, leaves }) => [Number(size), Number(leaves)]))
}

/** The same looks at a log that adds no pads: a leak of ours, which must be found. */
export function withoutPads(readings: readonly LogReading[], unpadded: Unpadded): LogReading[] {
  return readings.map(reading => ({
    ...reading,
    size: unpadded.get(reading.size) ?? reading.size,
  }))
}

/** How many acts desks have told the log of by themselves. */
export async function countTold({ hub }: Counts): Promise<number> {
  const [row] = await hub<{ told: number }[]>`
    SELECT count(*)::int AS told FROM audit.event WHERE operation = 'case-receive'`
  return row?.told ?? 0
}
