import { inTransaction, type Transaction } from '@unefois/database'
import type { AuditDeps } from '../deps.ts'
import { isReference } from '../domain/file-reference.ts'
import { problems } from '../errors.ts'
import {
  type FileReason,
  insertFile,
  lockFile,
  type OversightFile,
} from '../repositories/oversight-files.ts'
import { type Reader, traceReads } from '../trace-reads.ts'

/**
 * Opens a file: on what ground the hub's officer looks for somebody, before any search by number.
 * @throws Problem 403 for whoever is not the hub's officer by name, 422 for a reference that is
 *   none or holds a person's number.
 */
export function openFile(deps: Pick<AuditDeps, 'sql' | 'newId' | 'nowMs'>) {
  return async (
    caller: Reader,
    { reason, reference }: { reason: FileReason; reference: string },
  ): Promise<{ id: string }> => {
    const agent = getOfficer(caller)
    const at = new Date(deps.nowMs())
    checkReference(reference, at)
    const id = deps.newId(at.getTime())
    await inTransaction(deps.sql, { name: 'open-file' }, async transaction => {
      await insertFile(transaction, { id, reason, reference, openedAt: at, openedBy: agent })
      const detail = { reason }
      await traceReads(deps, transaction, { caller, operation: 'file-open', fileId: id, detail })
    })
    return { id }
  }
}

/** The hub's officer by name. @throws Problem 403 for anybody else, and for a nameless program. */
export function getOfficer(caller: Reader): string {
  if (caller.agency !== 'hub') throw problems['not-the-hub-officer']()
  if (caller.agent === undefined) throw problems['officer-unnamed']()
  return caller.agent
}

/** @throws Problem 422 for a reference that is none, or that holds a person's number. */
export function checkReference(reference: string, at: Date): void {
  if (isReference(reference, at.getUTCFullYear())) return
  throw problems['reference-unfit']({
    pointers: [{ pointer: '/reference', detail: 'is not a reference, or holds a person’s number' }],
  })
}

/** A file that is open, locked. @throws Problem 404 when there is none, 409 when it is closed. */
export async function getOpenFile(transaction: Transaction, id: string): Promise<OversightFile> {
  const file = await lockFile(transaction, id)
  if (file === undefined) throw problems['file-unknown']()
  if (file.closedAt !== null) throw problems['file-closed']()
  return file
}
