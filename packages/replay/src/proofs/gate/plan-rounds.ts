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

export const scopes = ['everything', 'right', 'agency', 'both'] as const
export type Scope = (typeof scopes)[number]

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
  /** What the person objects to; each covers the round's signals. */
  readonly scope: Scope
  /** Which gateway each accept or release goes to is drawn from this. */
  readonly seed: number
}

type Window = readonly [fromMs: number, toMs: number]

const anyTime: Window = [0, spreadMs]

/** When acts begin, where it matters: the accept must be past the gate, or the key row taken. */
const windows: Readonly<Record<Hold, { accept: Window; object: Window }>> = {
  nothing: { accept: anyTime, object: anyTime },
  bucket: { accept: anyTime, object: anyTime },
  'bucket-shared': { accept: anyTime, object: anyTime },
  'key-row': { accept: anyTime, object: [0, 20] },
  'accept-key': { accept: [0, 5], object: [10, 30] },
}

/** Draws rounds: the same seed gives the same ones. Each has one objection. */
export function planRounds(seed: number, rounds: number): RoundPlan[] {
  const random = seededRandom(seed)
  const upTo = (max: number) => Math.floor(random() * (max + 1))
  const draw = (count: number, kind: Act['kind'], [fromMs, toMs]: Window): Act[] =>
    Array.from({ length: count }, () => ({
      kind,
      afterMs: fromMs + Math.round(random() * (toMs - fromMs) * 10) / 10,
    }))
  return Array.from({ length: rounds }, (_, round) => {
    const hold = holdOf(round)
    const { accept, object } = windows[hold]
    const acts = [
      ...draw(hold === 'nothing' ? upTo(2) : 1 + upTo(1), 'accept', accept),
      ...draw(1, 'object', object),
      ...draw(1 + upTo(2), 'release', anyTime),
    ]
    return {
      hold,
      earlier: 1 + upTo(1),
      acts: acts.sort((a, b) => a.afterMs - b.afterMs),
      scope: scopes[upTo(scopes.length - 1)] ?? 'everything',
      seed: upTo(2 ** 31 - 1),
    }
  })
}

/** Two rounds in five race freely; the others share the holds evenly. */
function holdOf(round: number): Hold {
  const [nothing, ...taken] = holds
  const place = round % 5
  if (place < 2) return nothing
  return taken[(Math.floor(round / 5) * 3 + place - 2) % taken.length] ?? nothing
}

/** Sixteen letters that name a schedule: two runs that show the same played the same rounds. */
export function nameSchedule(plans: readonly RoundPlan[]): string {
  return createHash('sha256').update(JSON.stringify(plans)).digest('hex').slice(0, 16)
}
