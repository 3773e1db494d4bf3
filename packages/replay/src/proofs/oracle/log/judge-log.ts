import type { Counts } from '../../../counts/counts.ts'
import { boundZ } from '../limits.ts'
import { type Auc, boundsOf, measureAuc } from '../stats/auc.ts'
import { type Growth, noteGrowth } from './note-growth.ts'
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
  growths: readonly Growth[],
  publications: 2 | 3,
): Told {
  const sent = rounds
    .filter(round => Number.isFinite(round.fromMs))
    .map(round => ({ ...round, notes: new Map<string, number | string>() }))
  noteGrowth(sent, growths)
  const grownWhere = (isObjected: boolean) =>
    Float64Array.from(
      sent.filter(({ kind }) => (kind === 'objected') === isObjected),
      ({ notes }) => Number(notes.get(`log: growth up to ${publications}`) ?? 0),
    )
  const auc = measureAuc(grownWhere(false), grownWhere(true))
  return { ...auc, ...boundsOf(auc, boundZ) }
}

/**
 * How many leaves of a published size are no pads, as the log keeps it to itself: read as an
 * administrator, for a leak of ours. A log without pads would say it.
 */
export async function readUnpadded({ hub }: Counts): Promise<(size: number) => number> {
  const rows = await hub<{ size: string; leaves: string }[]>`
    SELECT size, size - sum(pads) OVER (ORDER BY size) AS leaves FROM audit.log_checkpoint
    WHERE published_at IS NOT NULL`
  const leaves = new Map(rows.map(row => [Number(row.size), Number(row.leaves)]))
  return size => leaves.get(size) ?? 0
}

/** How many acts desks have told the log of by themselves. */
export async function countTold({ hub }: Counts): Promise<number> {
  const [row] = await hub<{ told: number }[]>`
    SELECT count(*)::int AS told FROM audit.event WHERE operation = 'case-receive'`
  return row?.told ?? 0
}
