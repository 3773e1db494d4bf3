import { articlesIn, type LawRule, type RecallReason } from '@unefois/contracts'
import type { Transaction } from '@unefois/database'
import type { ErasureReason } from '@unefois/erasure-journal'
import { erasedEvent } from './case-events.ts'
import type { DeskDeps } from './deps.ts'
import { eraseCases } from './repositories/case-changes.ts'
import type { StoredCase } from './repositories/cases.ts'
import { eraseSecondOpenings, recordErasures } from './repositories/erasures.ts'
import { appendEvents } from './repositories/outbox.ts'
import { takePendingReceipts } from './repositories/pending-receipts.ts'
import { tallyCases } from './repositories/tally.ts'

/** Why what is held of a person is destroyed. */
export type ForgetReason = Exclude<ErasureReason, 'received' | 'lapse' | 'rotation'>

const ruleOf: Readonly<Record<ForgetReason, LawRule>> = {
  outcome: 'erase-without-delay',
  objection: 'erase-without-delay',
  withdrawal: 'strictly-necessary',
  'agreement-withdrawn': 'person-agreement',
  expiry: 'signal-kept',
  request: 'erasure-told',
}

/** What a recall is called in the journal. */
export const reasonOfRecall: Readonly<Record<RecallReason, ForgetReason>> = {
  objection: 'objection',
  withdrawn: 'withdrawal',
  'agreement-withdrawn': 'agreement-withdrawn',
  expired: 'expiry',
}

/**
 * Destroys what the desk holds of people through these signals, and the second part of their traces
 * so far, writes it into the erasure journal, and reports the receipts that waited for it: one
 * transaction, whoever calls.
 */
export async function forgetCases(
  deps: DeskDeps,
  sql: Transaction,
  cases: readonly Pick<StoredCase, 'id' | 'agreementHash'>[],
  why: { reason: ForgetReason; at: Date },
): Promise<void> {
  if (cases.length === 0) return
  const ids = cases.map(each => each.id)
  await tallyCases(sql, ids)
  await eraseCases(sql, ids, why.at)
  await eraseSecondOpenings(sql, ids, why.at)
  const pending = await takePendingReceipts(sql, ids)
  await appendEvents(
    sql,
    pending.map(({ receiptEvent, ...receipt }) => erasedEvent(receiptEvent, receipt, why.at)),
  )
  const byAgreement = Map.groupBy(cases, each => each.agreementHash)
  const article = articlesIn(deps.calendar.country, ruleOf[why.reason])
  await recordErasures(
    deps,
    sql,
    [...byAgreement].flatMap(([agreementHash, group]) => {
      const signalIds = group.map(each => each.id)
      const entry = { ...why, article, signalIds, agreementHash, count: group.length }
      return [
        { class: 'case', ...entry },
        { class: 'second-opening', ...entry },
      ] as const
    }),
  )
}
