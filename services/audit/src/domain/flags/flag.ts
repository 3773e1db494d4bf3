/** What a flag may be about. */
export const rules = [
  'volume-high',
  'volume-low',
  'hours',
  'agent-count',
  'agent-erasing',
  'agency-erasing',
] as const

export type Rule = (typeof rules)[number]

/** A figure that is unusual, with what it was compared with: all that the page says of it. */
export interface Flag {
  readonly rule: Rule
  /** The day, or the last one of the week or weeks (UTC, `2026-11-21`). */
  readonly day: string
  /** Whose acts they are. */
  readonly agency: string
  readonly agreementHash?: string
  readonly agent?: string
  readonly operation?: string
  readonly measured: Measured
}

/** `count` was seen; `usual` is the middle of what it was compared with, `most` its highest. */
export interface Measured {
  readonly count: number
  readonly usual: number
  readonly most?: number
  /** Of which `count` is a part. */
  readonly of?: number
  /** Days, weeks or colleagues compared with. */
  readonly among?: number
}

/** The middle one of some numbers; of an even number of them the mean of the two. 0 of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  const upper = sorted[Math.floor(middle)] ?? 0
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? 0)) / 2
}
