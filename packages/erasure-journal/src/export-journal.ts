import { type Database, inTransaction, type Transaction } from '@unefois/database'
import type { JournalEntry } from './entry.ts'
import type { JournalFolder } from './journal-folder.ts'
import { limits } from './limits.ts'

/**
 * Writes to the folder what the journal holds and the folder does not yet. An entry is noted as
 * exported only once it is on disk; a crash in between writes it twice, which harms nothing.
 * Answers how many entries.
 */
export async function exportJournal(deps: {
  readonly sql: Database
  readonly folder: JournalFolder
  readonly nowMs: () => number
}): Promise<number> {
  let exported = 0
  for (;;) {
    const entries = await inTransaction(deps.sql, { name: 'export-journal' }, async transaction => {
      const waiting = await takeWaiting(transaction)
      if (waiting.length === 0) return 0
      deps.folder.append(waiting)
      await noteExported(transaction, waiting, new Date(deps.nowMs()))
      return waiting.length
    })
    exported += entries
    if (entries < limits.entriesPerBatchMax) return exported
  }
}

/** Marks entries as standing on disk outside the database. */
export async function noteExported(
  transaction: Transaction,
  entries: readonly JournalEntry[],
  at: Date,
): Promise<void> {
  const ids = entries.map(({ id }) => id)
  await transaction`
    UPDATE audit.erasure_journal SET exported_at = ${at} WHERE id = ANY (${ids}::uuid[])`
}

async function takeWaiting(transaction: Transaction): Promise<JournalEntry[]> {
  const rows = await transaction<(Omit<JournalEntry, 'at' | 'count'> & Stored)[]>`
    SELECT id, at, owner, class, reason, article, signal_ids AS "signalIds", key_ids AS "keyIds",
      row_ids AS "rowIds", "partition", count, agreement_hash AS "agreementHash"
    FROM audit.erasure_journal WHERE exported_at IS NULL
    ORDER BY id LIMIT ${limits.entriesPerBatchMax} FOR UPDATE SKIP LOCKED`
  return rows.map(row => ({ ...row, at: row.at.toISOString(), count: Number(row.count) }))
}

interface Stored {
  readonly at: Date
  readonly count: string
}
