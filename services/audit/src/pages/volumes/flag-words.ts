import type { Language } from '@unefois/contracts'
import { percent } from '@unefois/pages'
import { agreementWords, type Directory, nameOf } from '../../domain/directory.ts'
import { type Rule, rules } from '../../domain/flags/flag.ts'
import { thresholds } from '../../domain/flags/thresholds.ts'
import type { StoredFlag } from '../../repositories/flags.ts'
import { flagRuleWords } from '../words/flag-rules.ts'
import { flagWords } from '../words/flags.ts'
import { operationWords } from '../words/operations/index.ts'

/** What was seen, with what it was compared with, in a sentence. */
export function seenWords(flag: StoredFlag, language: Language): string {
  const { count, usual, most = 0, of = 0, among = 0 } = flag.measured
  const isShare = flag.rule === 'agent-erasing' || flag.rule === 'agency-erasing'
  return flagWords(language)(flag.rule, {
    count,
    usual: isShare ? percent(usual, language) : usual,
    most,
    of,
    among,
    share: percent(of === 0 ? 0 : count / of, language),
    operation: flag.operation === null ? '' : operationWords(flag.operation, language),
  })
}

/** Whose acts they are: an agreement, an agent, an agency. */
export function whoseWords(flag: StoredFlag, directory: Directory, language: Language): string {
  const agency = nameOf(directory, flag.agency)
  if (flag.agreementHash !== null) return agreementWords(directory, flag.agreementHash, language)
  if (flag.agent === null) return agency
  return flagWords(language)('agentOf', { agent: flag.agent, agency })
}

/** Each rule with its thresholds, in plain words. */
export function ruleWords(language: Language): readonly string[] {
  return rules.map(rule => ruleWordsOf(rule, language))
}

/** One rule with its thresholds. */
export function ruleWordsOf(rule: Rule, language: Language): string {
  const say = flagRuleWords(language)
  const { erasingDays: days, erasingTimes: times } = thresholds
  const share = percent(thresholds.erasingShareMin, language)
  switch (rule) {
    case 'volume-high':
      return say(rule, {
        min: thresholds.volumeMin,
        times: thresholds.volumeTimes,
        days: thresholds.pastDays,
        active: thresholds.activeDaysMin,
      })
    case 'volume-low':
      return say(rule, {
        share: percent(thresholds.weekShareMax, language),
        min: thresholds.weekMin,
      })
    case 'hours':
      return say(rule, {
        min: thresholds.offHoursMin,
        from: thresholds.workFromHour,
        to: thresholds.workToHour,
        habit: thresholds.offDaysMax,
        days: thresholds.pastDays,
      })
    case 'agent-count':
      return say(rule, {
        min: thresholds.agentActsMin,
        times: thresholds.agentTimes,
        peers: thresholds.peersMin,
      })
    case 'agent-erasing':
      return say(rule, { min: thresholds.erasingAgentMin, days, share, times })
    case 'agency-erasing': {
      const past = thresholds.erasingPastDays
      return say(rule, { min: thresholds.erasingAgencyMin, days, share, times, past })
    }
  }
}
