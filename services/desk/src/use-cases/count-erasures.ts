import type { ErasureStatistics } from '@unefois/contracts'
import type { DeskDeps } from '../deps.ts'
import { limits } from '../limits.ts'
import { countWaiting } from '../repositories/erasing-closings.ts'
import { countLately, isAbove } from '../second-person.ts'

/** Who closed how much, and how much of it erased at once: for the team leader and the DPO. */
export function countErasures(deps: DeskDeps) {
  return async (): Promise<ErasureStatistics> => {
    const now = deps.now()
    const after = new Date(now.getTime() + 1)
    const [{ since, advisers, team }, waiting] = await Promise.all([
      countLately(deps, deps.sql, now),
      countWaiting(deps.sql, after),
    ])
    return {
      from: since.toISOString(),
      to: after.toISOString(),
      team: { ...team, isAbove: isAbove(team, limits.erasingPerTeamMax) },
      adviserMax: limits.erasingPerAdviserMax,
      teamMax: limits.erasingPerTeamMax,
      shareMaxPercent: limits.erasingShareMaxPercent,
      waiting,
      advisers: advisers.map(each => ({
        ...each,
        isAbove: isAbove(each, limits.erasingPerAdviserMax),
      })),
    }
  }
}
