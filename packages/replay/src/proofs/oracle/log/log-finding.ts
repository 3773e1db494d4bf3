import type { Say } from '@unefois/local'
import type { Finding } from '../../../proof.ts'
import { aucMax, copiesFew, copiesMany, publicationsMin } from '../limits.ts'
import { isCaught, type Judgement, strongest } from '../report.ts'
import type { Told } from './judge-log.ts'
import type { LogTells } from './what-log-tells.ts'

/**
 * What the published tree told. A condition: that it was looked at while it grew, that desks told
 * it their acts, that both leaks of ours were found, and that pads hide few copies with nothing
 * beside. That no attacker tells anything by one signal is a condition of the whole. What many
 * copies tell is a figure: with nothing beside they do tell.
 */
export function findingOfLog(parts: {
  logTells: LogTells
  inTurns: Judgement
  byLog: Judgement
  say: Say
}): Pick<Finding, 'holds' | 'figures'> {
  const { logTells: tells, inTurns, byLog, say } = parts
  const counted = inTurns.planted.filter(each => each.contest.startsWith('counted'))
  const countCaught = isCaught(counted)
  const unpaddedCaught = isCaught([tells.fewUnpadded])
  const most = strongest(byLog.examined)
  const { copiesBeside: beside, manyAlone: alone } = tells
  const few = tells.fewAlone
  const padsHide = few.auc <= aucMax
  if (!padsHide) say(`!! ${copiesFew} copies show in the published tree of an idle hub`)
  if (tells.seen < publicationsMin) say('!! Too few publications were seen')
  if (tells.told === 0) say('!! No desk told the log of an act')
  if (!countCaught) say('!! The planted count was not caught')
  if (!unpaddedCaught) say('!! A log without pads was not caught')
  say(
    `The log: ${tells.published} publications, ${tells.seen} seen; ` +
      `${tells.leavesBeside} leaves between two. ${copiesMany} copies of one signal ` +
      `${inWords(beside)} amid them, ${inWords(alone)} with nothing beside; ${copiesFew} ` +
      `${inWords(few)}, ` +
      `without pads ${inWords(tells.fewUnpadded)}.`,
  )
  return {
    holds:
      padsHide && tells.seen >= publicationsMin && tells.told > 0 && countCaught && unpaddedCaught,
    figures: {
      publications: tells.published,
      publicationsSeen: tells.seen,
      leavesBeside: tells.leavesBeside,
      deskActsTold: tells.told,
      logHighestAuc: round(most.auc),
      logHighestBound: round(most.upper),
      logHighestContest: `${most.contest}, ${most.attacker}`,
      logSuspects: byLog.suspects.length,
      plantedCountCaught: countCaught,
      plantedCountAuc: round(Math.max(...counted.map(verdict => verdict.auc))),
      plantedUnpaddedCaught: unpaddedCaught,
      plantedUnpaddedAuc: round(tells.fewUnpadded.auc),
      copiesFewAloneAuc: round(few.auc),
      copiesManyAloneAuc: round(alone.auc),
      copiesBesideAuc: round(beside.auc),
      copiesBesideLower: round(beside.lower),
      copiesBesideUpper: round(beside.upper),
    },
  }
}

function inWords({ auc, lower, upper }: Told): string {
  return `tell ${auc.toFixed(2)} (${lower.toFixed(2)} to ${upper.toFixed(2)})`
}

function round(value: number): number {
  return Number(value.toFixed(4))
}
