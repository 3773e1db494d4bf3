import type { Database, Transaction } from '@unefois/database'
import type { JournalEntry } from './entry.ts'

/**
 * Writes entries to the journal, in the transaction of the erasures that they tell of. An id that
 * is known already is left as it is.
 */
export async function recordErasures(
  transaction: Transaction | Database,
  entries: readonly JournalEntry[],
): Promise<void> {
  if (entries.length === 0) return
  await transaction`SELECT audit.record_erasures(${JSON.stringify(entries)}::text::json)`
}
