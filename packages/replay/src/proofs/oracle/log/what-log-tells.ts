import type { Counts } from '../../../counts/counts.ts'
import { compareGrowth, countTold, readUnpadded, type Told } from './judge-log.ts'
import { findGrowths } from './note-growth.ts'
import type { LogPlay } from './play-log.ts'
import type { Rounds } from './rounds.ts'

/** What the log told attackers, of all that was sent up to now. */
export interface LogTells {
  readonly published: number
  /** Growths of the published tree that the sender saw. */
  readonly seen: number
  /** Leaves of acts between two growths, in the middle, while the samples were sent. */
  readonly leavesBeside: number
  /** Acts that desks told the log of by themselves. */
  readonly told: number
  readonly copiesBeside: Told
  readonly manyAlone: Told
  readonly fewAlone: Told
  /** The few again, by a log without pads: ours, to be found. */
  readonly fewUnpadded: Told
}

/** Judges the rounds, and counts what was there to be seen. */
export async function whatLogTells(
  counts: Counts,
  { reader: { readings }, published }: LogPlay,
  { beside, fewAlone, manyAlone }: Rounds,
): Promise<LogTells> {
  const growths = findGrowths(readings)
  const bare = findGrowths(readings, await readUnpadded(counts))
  const untilMs = fewAlone[0]?.fromMs ?? 0
  const amidst = bare.filter(({ atMs }) => atMs < untilMs)
  const leaves = amidst.map(growth => growth.leaves).sort((a, b) => a - b)
  return {
    published: published(),
    seen: growths.length,
    leavesBeside: leaves[Math.floor(leaves.length / 2)] ?? 0,
    told: await countTold(counts),
    copiesBeside: compareGrowth(beside, growths, 3),
    manyAlone: compareGrowth(manyAlone, growths, 2),
    fewAlone: compareGrowth(fewAlone, growths, 2),
    fewUnpadded: compareGrowth(fewAlone, bare, 2),
  }
}
