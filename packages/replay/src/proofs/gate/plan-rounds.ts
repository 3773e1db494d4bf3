import { createHash } from 'node:crypto'
import { seededRandom } from '@unefois/identifiers'
import { spreadMs } from './limits.ts'

/**
 * What makes acts of a round wait for a lock: nothing; the person's bucket, held by a third session
 * exclusively or shared; the row of the earlier signal's key; an idempotency key, which stops the
 * accept after the gate let it through and before its commit.
 */
export const holds = ['nothing', 'bucket', 'bucket-shared', 'key-row', 'accept-key'] as const
export type Hold = (typeof holds)[number]

/** Something that happens in the race. `afterMs` counts from its start. */
export interface Act {
  readonly kind: 'accept' | 'object' | 'release'
  readonly afterMs: number
}

/** One round: signals about a person, then a race of acts about that person. */
export interface RoundPlan {
  readonly hold: Hold
  /** Signals accepted before the race begins. */
  readonly earlier: number
  readonly acts: readonly Act[]
  /** Which gateway each accept or release goes to is drawn from this. */
  readonly seed: number
}

/** Draws rounds: the same seed gives the same ones. Each has one objection. */
export function planRounds(seed: number, rounds: number): RoundPlan[] {
  const random = seededRandom(seed)
  const upTo = (max: number) => Math.floor(random() * (max + 1))
  return Array.from({ length: rounds }, (_, n) => {
    // Two rounds in five race freely; the others share the holds evenly.
    const hold =
      n % 5 < 2 ? 'nothing' : (holds[1 + ((Math.floor(n / 5) * 3 + (n % 5) - 2) % 4)] ?? 'nothing')
    const at = (from = 0, to = spreadMs) => from + Math.round(random() * (to - from) * 10) / 10
    const accepts = hold === 'nothing' ? upTo(2) : 1 + upTo(1)
    const releases = 1 + upTo(2)
    const inTime: Partial<Record<Hold, { accept?: [number, number]; object?: [number, number] }>> =
      {
        // The accept is past the gate before the objection comes, or it is not this race.
        'accept-key': { accept: [0, 5], object: [10, 30] },
        'key-row': { object: [0, 20] },
      }
    const acts: Act[] = [
      ...Array.from({ length: accepts }, () => ({
        kind: 'accept' as const,
        afterMs: at(...(inTime[hold]?.accept ?? [])),
      })),
      { kind: 'object', afterMs: at(...(inTime[hold]?.object ?? [])) },
      ...Array.from({ length: releases }, () => ({ kind: 'release' as const, afterMs: at() })),
    ]
    return {
      hold,
      earlier: 1 + upTo(1),
      acts: acts.sort((a, b) => a.afterMs - b.afterMs),
      seed: upTo(2 ** 31 - 1),
    }
  })
}

/** Sixteen letters that name a schedule: two runs that show the same ones played the same rounds. */
export function nameSchedule(plans: readonly RoundPlan[]): string {
  return createHash('sha256').update(JSON.stringify(plans)).digest('hex').slice(0, 16)
}
