import type { Figures } from '@unefois/contracts'
import type { Database } from '@unefois/database'
import { countOutcomes, countRecalls, countReleases, countStates } from '../repositories/figures.ts'

/** Exact figures of a period, for the hub's data protection officer only. */
export function readFigures(deps: { relaySql: Database }) {
  return async (from: Date, to: Date): Promise<Figures> => {
    const [states, outcomes, recalls, released] = await Promise.all([
      countStates(deps.relaySql, from, to),
      countOutcomes(deps.relaySql, from, to),
      countRecalls(deps.relaySql, from, to),
      countReleases(deps.relaySql, from, to),
    ])
    return {
      from: from.toISOString(),
      to: to.toISOString(),
      ...states,
      ...recalls,
      released,
      outcomes,
    }
  }
}
