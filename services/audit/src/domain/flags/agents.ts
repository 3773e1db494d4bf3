import { type Measured, median } from './flag.ts'
import { thresholds } from './thresholds.ts'

export interface AgentCount {
  readonly agent: string
  readonly acts: number
}

/** Agents who did one kind of act far more often in a week than their colleagues did. */
export function judgeAgents(
  week: readonly AgentCount[],
): readonly { readonly agent: string; readonly measured: Measured }[] {
  return week.flatMap(({ agent, acts: count }) => {
    const peers = week.filter(each => each.agent !== agent).map(each => each.acts)
    if (count < thresholds.agentActsMin || peers.length < thresholds.peersMin) return []
    const usual = median(peers)
    if (count < thresholds.agentTimes * usual) return []
    return [{ agent, measured: { count, usual, most: Math.max(...peers), among: peers.length } }]
  })
}

/** Cases that somebody closed, and those of them with an outcome that erases at once. */
export interface Closings {
  readonly erasing: number
  readonly closed: number
}

/**
 * Many closings that erase, against others of the same kind: `usual` and `among` of the answer are
 * theirs. What an erasing outcome says cannot be looked up afterwards, so a second look is due
 * early. Where there is nothing to compare with, the share alone decides.
 */
export function judgeErasing(
  { erasing, closed }: Closings,
  others: Closings,
  min: number,
): Measured | undefined {
  if (erasing < min || erasing < thresholds.erasingShareMin * closed) return undefined
  const usual = others.closed < thresholds.comparedMin ? 0 : others.erasing / others.closed
  if (erasing / closed < thresholds.erasingTimes * usual) return undefined
  return { count: erasing, of: closed, usual, among: others.closed }
}
