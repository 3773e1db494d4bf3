import type { Subject } from '@unefois/contracts'
import { inTransaction } from '@unefois/database'
import { type Identifier, parseIdentifier } from '@unefois/identifiers'
import type { AuditDeps } from '../deps.ts'
import { problems } from '../errors.ts'
import { limits } from '../limits.ts'
import { openPersonKeys } from '../person-keys.ts'
import { insertSearch, listSearches } from '../repositories/person-searches.ts'
import { type Reader, traceReads } from '../trace-reads.ts'
import { getOfficer, getOpenFile } from './open-file.ts'

/**
 * Asks for a search by number in an open file: another officer has a day to approve or refuse it.
 * What is kept of the number is its index of this month, so that nobody else is searched.
 * @throws Problem 403, 404, 409 for the file, 422 for the number or too many searches.
 */
export function askPersonSearch(deps: Pick<AuditDeps, 'sql' | 'newId' | 'nowMs' | 'store'>) {
  return async (
    caller: Reader,
    { fileId, subject }: { fileId: string; subject: Subject },
  ): Promise<{ id: string }> => {
    const askedBy = getOfficer(caller)
    const askedAt = new Date(deps.nowMs())
    const identifier = getNumber(subject, askedAt)
    const index = openPersonKeys(deps.store).traceIndex(identifier, askedAt.getTime())
    const id = deps.newId(askedAt.getTime())
    await inTransaction(deps.sql, { name: 'ask-person-search' }, async transaction => {
      await getOpenFile(transaction, fileId)
      const known = await listSearches(transaction, { fileId, rowsMax: limits.searchesPerFileMax })
      if (known.length === limits.searchesPerFileMax) throw problems['searches-too-many']()
      const endsAt = new Date(askedAt.getTime() + limits.searchDecidedMsMax)
      await insertSearch(transaction, { id, fileId, askedAt, askedBy, endsAt, subject: index })
      await traceReads(deps, transaction, {
        caller,
        operation: 'person-search-ask',
        subject: index,
        fileId,
      })
    })
    return { id }
  }
}

/** The canonical number. @throws Problem 422 pointing at it, never repeating it. */
export function getNumber(subject: Subject, at: Date): Identifier {
  const parsed = parseIdentifier(subject, { birthYearMax: at.getUTCFullYear() })
  if (parsed.ok) return parsed.identifier
  throw problems['number-invalid']({
    pointers: [{ pointer: '/subject/value', detail: 'is not a valid number of its scheme' }],
  })
}
