import type { Transaction } from '@unefois/database'
import { articleFor } from '../domain/erasing-outcomes.ts'
import { eraseByOutcome } from '../repositories/case-events.ts'
import { eraseSecondOpenings, recordErasures } from '../repositories/erasures.ts'

/**
 * Erases, in the transaction of the reports that closed them, what the hub still says of signals
 * whose person objected, renounced or has no right (CRPA L.114-8 II, al. 2): right and campaign of
 * the row, the second opening of every trace. Key, index and sealed bytes went before, when it was
 * received. What stays: dates, agencies, agreement hash, outcome. Repeating it changes nothing.
 */
export async function forgetOutcomes(
  deps: { readonly nowMs: () => number; readonly newId: (ms: number) => string },
  transaction: Transaction,
  signalIds: readonly string[],
): Promise<void> {
  if (signalIds.length === 0) return
  const nowMs = deps.nowMs()
  const at = new Date(nowMs)
  const ids = [...new Set(signalIds)].sort()
  await eraseSecondOpenings(transaction, ids, at)
  const erased = await eraseByOutcome(transaction, ids)
  await recordErasures(
    transaction,
    erased.flatMap(({ agreementHash, country, signalIds: gone }) =>
      (['signal-data', 'second-opening'] as const).map(kind => ({
        id: deps.newId(nowMs),
        at: at.toISOString(),
        class: kind,
        reason: 'outcome' as const,
        article: articleFor(country, 'erase-without-delay'),
        signalIds: gone,
        count: gone.length,
        agreementHash,
      })),
    ),
  )
}
