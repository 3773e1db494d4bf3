import type { BreachRecord } from '@unefois/contracts'
import { inTransaction, type Transaction } from '@unefois/database'
import type { AuditDeps } from '../deps.ts'
import { problems } from '../errors.ts'
import { limits } from '../limits.ts'
import { listBreaches, lockBreach, type StoredBreach } from '../repositories/breaches.ts'
import { type Reader, traceReads } from '../trace-reads.ts'
import { getOfficer } from './open-file.ts'

/** Reads breaches: a page of them, or one. @throws Problem 403, 404. */
export function readBreaches(deps: Pick<AuditDeps, 'sql' | 'newId' | 'nowMs'>) {
  const operation = 'breach-read'
  return {
    async list(
      caller: Reader,
      before: string | undefined,
    ): Promise<{ items: readonly StoredBreach[]; next: string | undefined }> {
      getOfficer(caller)
      return inTransaction(deps.sql, { name: 'list-breaches' }, async transaction => {
        const rowsMax = limits.filesPerPage
        const rows = await listBreaches(transaction, { before, rowsMax: rowsMax + 1 })
        const items = rows.slice(0, rowsMax)
        await traceReads(deps, transaction, { caller, operation })
        return { items, next: rows.length > items.length ? items.at(-1)?.id : undefined }
      })
    },
    async one(caller: Reader, id: string): Promise<StoredBreach> {
      getOfficer(caller)
      return inTransaction(deps.sql, { name: 'read-breach' }, async transaction => {
        const breach = await getBreach(transaction, id)
        await traceReads(deps, transaction, { caller, operation, detail: { breach: id } })
        return breach
      })
    },
  }
}

/** A breach, locked. @throws Problem 404 when there is none. */
export async function getBreach(transaction: Transaction, id: string): Promise<StoredBreach> {
  const breach = await lockBreach(transaction, id)
  if (breach === undefined) throw problems['breach-unknown']()
  return breach
}

/** As the call answers it. */
export function recordOf(row: StoredBreach): BreachRecord {
  const instantOf = (at: Date) => at.toISOString()
  return {
    id: row.id,
    reference: row.reference,
    natures: row.natures,
    knownAt: instantOf(row.knownAt),
    noticeDueAt: instantOf(row.noticeDueAt),
    openedAt: instantOf(row.openedAt),
    scope: {
      ...(row.agency === null ? {} : { agency: row.agency }),
      ...(row.agent === null ? {} : { agent: row.agent }),
      ...(row.keyId === null ? {} : { key: row.keyId }),
      ...(row.agreement === null ? {} : { agreement: row.agreement }),
      from: instantOf(row.from),
      to: instantOf(row.to),
    },
    affected: {
      signals: row.signals ?? 0,
      receivers: [...(row.receivers ?? [])],
      measuredAt: instantOf(row.measuredAt ?? row.openedAt),
    },
    ...(row.notifiedAt === null ? {} : { notifiedAt: instantOf(row.notifiedAt) }),
    ...(row.authority === null ? {} : { authority: row.authority }),
    ...(row.lateReason === null ? {} : { lateReason: row.lateReason }),
    ...(row.closedAt === null ? {} : { closedAt: instantOf(row.closedAt) }),
  }
}
