import type { Say } from '@unefois/local'
import { type Judgement, judgeAll } from './report.ts'
import type { Sample } from './samples.ts'
import type { Column } from './stats/table.ts'

/** The same samples, judged by all that was seen and by parts of it. */
export interface Judgements {
  /** While the desks took turns. */
  readonly inTurns: Judgement
  /** The same samples, by what the public log shows alone. */
  readonly byLog: Judgement
  /** The same samples, without the calls that follow an accept at once. */
  readonly apart: Judgement
  /** While every desk answered at once on the same cores: a figure, not a condition. */
  readonly awake: Judgement
}

/** Calls made while the hub may still be at work with the signal just accepted. */
const followsAtOnce = /^(?:at once: get|line|batch|results) /u

/** Lays everything before the classifiers, and then parts of it. */
export function judgeEach(
  columns: readonly Column[],
  samples: readonly Sample[],
  options: { seed: number; say: Say },
): Judgements {
  const { say } = options
  const judgeOf = (some: readonly Column[], isIn: (sample: Sample) => boolean) =>
    judgeAll(some, samples, { ...options, isIn })
  const isInTurns = (sample: Sample) => !sample.awake
  say('While the desks fetched by a rhythm of their own:')
  const inTurns = judgeOf(columns, isInTurns)
  say('By what the public log shows alone:')
  const ofLog = columns.filter(({ name }) => name.startsWith('log'))
  const byLog = judgeOf(ofLog, isInTurns)
  say('The same without the calls that follow an accept at once:')
  const later = columns.filter(({ name }) => !followsAtOnce.test(name))
  const apart = judgeOf(later, isInTurns)
  say('A figure, not a condition: while every desk answered at once, on the sender’s cores:')
  const awake = judgeOf(columns, sample => sample.awake)
  return { inTurns, byLog, apart, awake }
}
