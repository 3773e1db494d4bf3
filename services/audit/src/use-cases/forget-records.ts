import { law } from '@unefois/contracts'
import { inTransaction, type Transaction } from '@unefois/database'
import { recordErasures } from '@unefois/erasure-journal'
import { addMonths, dayMs, longestTrace, retentionLimits } from '@unefois/retention'
import type { AuditDeps } from '../deps.ts'
import { lawsOf } from '../domain/agencies-by-law.ts'
import { limits } from '../limits.ts'
import { deleteLapsedParts, dropErasedCases } from '../repositories/access-parts.ts'
import { forgetAgentCounts } from '../repositories/act-counts.ts'
import { forgetFlags } from '../repositories/flags.ts'
import { deleteInternal } from '../repositories/log-checkpoints.ts'
import { forgetSubjects } from '../repositories/person-searches.ts'
import {
  closeQuietFiles,
  deleteOldRecords as deleteOfficersRecords,
} from '../repositories/record-ends.ts'
import { deleteOldRecords } from '../repositories/records.ts'
import { traceReads } from '../trace-reads.ts'

/**
 * Deletes what this service keeps about erasures once it is as old as the oldest trace may be:
 * journal, certificates, holds; files of officers and of breaches, as long after they were closed
 * or may be open; answers of idempotency keys after their seven days; the files of the journal that
 * no backup is old enough to need; checkpoints that never left the audit zone, once they are some
 * days old; about whom a search was, once it is over; and which signals an agency was asked for and
 * has erased since.
 */
export function forgetRecords(deps: AuditDeps) {
  return async (): Promise<void> => {
    const now = new Date(deps.nowMs())
    deps.folder.forgetOld(now)
    const agencies = deps.agencies()
    if (agencies === undefined) return
    const months = law[longestTrace(lawsOf(agencies))].traceKeptMonths.value
    const keptFromMs = now.getTime() - retentionLimits.idempotencyKeptDays * dayMs
    await inTransaction(deps.sql, { name: 'forget-records' }, async transaction => {
      const agentsBefore = addMonths(now, -limits.agentCountsKeptMonths).toISOString().slice(0, 10)
      await forgetAgentCounts(transaction, agentsBefore)
      await forgetFlags(transaction, agentsBefore)
      await deleteLapsedParts(transaction, now)
      await dropErasedCases(transaction)
      await forgetSubjects(transaction, now)
      await closeQuiet(deps, transaction, now)
      const closed = addMonths(now, -months)
      const open = addMonths(closed, -retentionLimits.breachOpenMonthsMax)
      await deleteOfficersRecords(transaction, { closed, open })
      await deleteInternal(transaction, new Date(now.getTime() - limits.internalKeptMs))
      const gone = await deleteOldRecords(transaction, {
        records: addMonths(now, -months),
        answersOf: new Date(keptFromMs).toISOString().slice(0, 10),
      })
      if (gone.answers === 0) return
      await recordErasures(transaction, [
        {
          id: deps.newId(now.getTime()),
          at: now.toISOString(),
          owner: 'audit',
          class: 'idempotency',
          reason: 'expiry',
          article: null,
          count: gone.answers,
        },
      ])
    })
  }
}

/** A file in which nobody did anything for so long is ground for no more search; it is traced. */
async function closeQuiet(deps: AuditDeps, transaction: Transaction, at: Date): Promise<void> {
  const before = addMonths(at, -retentionLimits.fileQuietMonthsMax)
  const caller = { clientId: deps.clientId, agency: 'hub' }
  const detail = { because: 'quiet' }
  for (const fileId of await closeQuietFiles(transaction, { before, at, by: deps.clientId })) {
    await traceReads(deps, transaction, { caller, operation: 'file-close', fileId, detail })
  }
}
