import { inTransaction } from '@unefois/database'
import type { AuditDeps } from '../deps.ts'
import { closeFile as writeClosed } from '../repositories/oversight-files.ts'
import { type Reader, traceReads } from '../trace-reads.ts'
import { getOfficer, getOpenFile } from './open-file.ts'

/**
 * Closes a file: nothing is searched in it any more, and about whom it searched is forgotten.
 * @throws Problem 403, 404, 409 when it is closed already.
 */
export function closeFile(deps: Pick<AuditDeps, 'sql' | 'newId' | 'nowMs'>) {
  return async (caller: Reader, id: string): Promise<void> => {
    const by = getOfficer(caller)
    const at = new Date(deps.nowMs())
    await inTransaction(deps.sql, { name: 'close-file' }, async transaction => {
      await getOpenFile(transaction, id)
      await writeClosed(transaction, { id, at, by })
      await traceReads(deps, transaction, { caller, operation: 'file-close', fileId: id })
    })
  }
}
