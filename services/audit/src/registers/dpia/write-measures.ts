import { type Language, law } from '@unefois/contracts'
import { number } from '@unefois/pages'
import { retentionLimits } from '@unefois/retention'
import { lawsOfAgreements } from '../laws.ts'
import { evidenceOf, measureNames } from '../measures.ts'
import type { Values } from '../say.ts'
import type { Measure, Writing } from './assessment.ts'

/** The measures, numbered, each with its settings and with what shows it. */
export function writeMeasures(writing: Writing): Measure[] {
  const { say } = writing
  const settings = settingsOf(writing)
  return measureNames.map((name, place) => ({
    id: place + 1,
    name,
    title: say(`m.${name}.title`),
    content: say(`m.${name}.content`, settings),
    evidence: evidenceOf(name),
  }))
}

/** The settings that measures name, read from where they are set. */
function settingsOf({ source, running, language }: Writing): Values {
  const laws = lawsOfAgreements(source).map(profile => law[profile])
  const quotas = source.agreements.map(({ text }) => text.quota.perDay)
  return {
    quotas: rangeOf(quotas, language),
    hours: retentionLimits.kekLifeHoursMax,
    days: retentionLimits.backupKeptDaysMax,
    alarm: Math.max(...laws.map(({ erasureAlarmHours }) => erasureAlarmHours.value)),
    breach: Math.min(...laws.map(({ breachNoticeHours }) => breachNoticeHours.value)),
    cell: Math.max(...laws.map(({ hiddenCellPeopleMax }) => hiddenCellPeopleMax.value)),
    certificates: running.certificates,
  }
}

function rangeOf(values: readonly number[], language: Language): string {
  if (values.length === 0) return '–'
  const ends = [Math.min(...values), Math.max(...values)]
  return [...new Set(ends)].map(each => number(each, language)).join(' – ')
}
