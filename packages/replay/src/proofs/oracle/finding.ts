import type { Say } from '@unefois/local'
import type { Finding } from '../../proof.ts'
import type { Judgements } from './judge-each.ts'
import type { Kinds } from './life.ts'
import { aucMax } from './limits.ts'
import { findingOfLog } from './log/log-finding.ts'
import type { LogTells } from './log/what-log-tells.ts'
import { describePower, isCaught, strongest } from './report.ts'
import type { Sample } from './samples.ts'

/** All that was found, before it is judged as one. */
export interface Found extends Judgements {
  readonly samples: readonly Sample[]
  /** Fewer samples than the promise asks for: the bounds are wider, and say so. */
  readonly isShort: boolean
  readonly columns: number
  readonly kinds: Kinds
  /** Items of the sender’s list that were looked at, over all walks. */
  readonly listed: number
  readonly campaignDiffers: readonly string[]
  readonly quotas: { readonly differs: readonly string[]; readonly refusals: number }
  readonly stream: { readonly frames: number; readonly events: number }
  readonly logTells: LogTells
  readonly say: Say
}

/**
 * Holds when no attacker may be above the bound in any contest, every planted leak is caught in
 * the same conditions, nothing differs that has no chance in it, and the kinds were what they say.
 */
export function findingOf(found: Found): Finding {
  const { samples, kinds, campaignDiffers, quotas, stream, inTurns, apart, awake, say } = found
  const caught = (kind: string) => inTurns.planted.filter(each => each.contest.startsWith(kind))
  const delayCaught = isCaught(caught('delayed'))
  const statusCaught = isCaught(caught('altered'))
  const most = strongest(inTurns.examined)
  const mostApart = strongest(apart.examined)
  const mostAwake = strongest(awake.examined)
  const ofLog = findingOfLog(found)
  const isIn = (sample: Sample) => !sample.awake
  const { each, boundByChance, boundMax } = describePower(samples, { isIn, isShort: found.isShort })
  const duplicates = samples.filter(sample => sample.kind === 'duplicate').length * 2
  const areReal =
    kinds.objectedReceived === 0 && kinds.othersNotReceived === 0 && kinds.joined === duplicates
  for (const name of [...campaignDiffers, ...quotas.differs]) say(`!! It differs: ${name}`)
  if (!delayCaught) say('!! The planted millisecond was not caught: what is as small may be missed')
  if (!statusCaught) say('!! The planted word was not caught')
  if (!areReal) say(`!! The kinds are not what they say: ${JSON.stringify(kinds)}`)
  say(
    `${each} samples of a kind: where nothing can be told, the bound lies at ` +
      `${boundByChance.toFixed(4)} on average, to stay under ${boundMax.toFixed(4)}.`,
  )
  if (boundMax > aucMax) say(`A short run: it does not show the promise, which is ${aucMax}.`)
  return {
    holds:
      most.upper <= boundMax &&
      (delayCaught || found.isShort) &&
      statusCaught &&
      areReal &&
      ofLog.holds &&
      campaignDiffers.length === 0 &&
      quotas.differs.length === 0 &&
      quotas.refusals > 0 &&
      stream.events > 0,
    examined: samples.length,
    figures: {
      samplesOfAKind: each,
      features: found.columns,
      aucMax,
      boundMax: round(boundMax),
      highestAuc: round(most.auc),
      highestBound: round(most.upper),
      highestContest: `${most.contest}, ${most.attacker}`,
      boundByChance: round(boundByChance),
      suspects: inTurns.suspects.length,
      apartHighestAuc: round(mostApart.auc),
      apartHighestBound: round(mostApart.upper),
      apartHighestContest: `${mostApart.contest}, ${mostApart.attacker}`,
      apartSuspects: apart.suspects.length,
      awakeHighestAuc: round(mostAwake.auc),
      awakeHighestBound: round(mostAwake.upper),
      awakeHighestContest: `${mostAwake.contest}, ${mostAwake.attacker}`,
      awakeSuspects: awake.suspects.length,
      contests: inTurns.examined.length + awake.examined.length,
      plantedDelayCaught: delayCaught,
      plantedDelayAuc: round(Math.max(...caught('delayed').map(verdict => verdict.auc))),
      plantedStatusCaught: statusCaught,
      plantedStatusAuc: round(Math.max(...caught('altered').map(verdict => verdict.auc))),
      listItems: found.listed,
      streamFrames: stream.frames,
      streamEvents: stream.events,
      campaignFiguresDiffer: campaignDiffers.length,
      quotaAnswersDiffer: quotas.differs.length,
      refusedForQuota: quotas.refusals,
      ...ofLog.figures,
      ...kinds,
    },
  }
}

function round(value: number): number {
  return Number(value.toFixed(4))
}
