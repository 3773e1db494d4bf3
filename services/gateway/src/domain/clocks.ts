import { articlesOf, law } from '@unefois/contracts'
import { batchDue, idempotencyDue, retentionLimits } from '@unefois/retention'
import type { StoredClock } from '../repositories/clocks.ts'
import { profiles } from './erasing-outcomes.ts'

/** The shortest life of a signal under any law: its month holds signals of all of them. */
export const keptMonths = Math.min(...profiles.map(each => law[each].signalKeptMonthsMax.value))

/** What the database needs of the law to know when a class goes, and to say why. */
export function clocks(): readonly StoredClock[] {
  const article = articlesOf('signal-kept')
  const someDay = '2026-11-21'
  return [
    { class: 'signal-row', kept: `${keptMonths} months`, article },
    { class: 'signal-data', kept: `${keptMonths} months -1 day`, article },
    { class: 'bus-message', kept: '0', article: articlesOf('erase-without-delay') },
    {
      class: 'idempotency',
      kept: `${retentionLimits.idempotencyKeptDays + 1} days`,
      article: idempotencyDue(someDay).article,
    },
    { class: 'batch', kept: '0', article: batchDue(new Date(someDay)).article },
  ]
}
