import type { ReplayResult } from '@unefois/contracts'

/** Figures by name; the names of `expected`, `figures` and `sql` are the same. */
export type Figures = Readonly<Record<string, number>>

/** One state that a scenario passed, at the hub clock's time. */
export type PassedState = ReplayResult['states'][number]

/**
 * Sets what was read over HTTP beside what the databases hold and what the scenario promised. It
 * holds when all three agree on every figure and the states were passed in the promised order.
 */
export function judgeReplay(played: {
  replay: string
  seed: number
  expected: Figures
  expectedStates: readonly string[]
  states: readonly PassedState[]
  figures: Figures
  sql: Figures
}): ReplayResult {
  const { replay, seed, expected, figures, sql } = played
  const states = [...played.states]
  const holds =
    findDifferences(played).length === 0 &&
    states.map(each => each.state).join(' ') === played.expectedStates.join(' ') &&
    Object.keys(expected).length > 0
  return { replay, seed, expected, states, figures, sql, holds }
}

/** An outcome that nobody had is counted as none: hub and desk list only those that occur. */
export function withEveryOutcome(expected: Figures, read: Figures): Figures {
  const outcomes = Object.keys(expected).filter(name => /^(hub|desk)-/u.test(name))
  return { ...Object.fromEntries(outcomes.map(name => [name, 0])), ...read }
}

/** The figures on which the three do not agree, each in a line that a person can read. */
export function findDifferences(read: {
  expected: Figures
  figures: Figures
  sql: Figures
}): string[] {
  const names = new Set([read.expected, read.figures, read.sql].flatMap(each => Object.keys(each)))
  return [...names].sort().flatMap(name => {
    const [expected, http, sql] = [read.expected[name], read.figures[name], read.sql[name]]
    if (expected !== undefined && expected === http && http === sql) return []
    return [`${name}: ${say(expected)} expected, ${say(http)} over HTTP, ${say(sql)} by SQL`]
  })
}

function say(figure: number | undefined): string {
  return figure === undefined ? 'nothing' : String(figure)
}
