import { inTransaction } from '@unefois/database'
import type { AuditDeps } from '../deps.ts'
import { problems } from '../errors.ts'
import { limits } from '../limits.ts'
import { decideSearch, listSearches } from '../repositories/person-searches.ts'
import { type Reader, traceReads } from '../trace-reads.ts'
import { getOfficer, getOpenFile } from './open-file.ts'

/**
 * A second officer approves a search by number, for an hour, or refuses it.
 * @throws Problem 403 for whoever asked for it, 404, 409 when it is decided or over already.
 */
export function decidePersonSearch(deps: Pick<AuditDeps, 'sql' | 'newId' | 'nowMs'>) {
  return async (
    caller: Reader,
    { fileId, id, verdict }: { fileId: string; id: string; verdict: 'approved' | 'refused' },
  ): Promise<void> => {
    const by = getOfficer(caller)
    const at = new Date(deps.nowMs())
    await inTransaction(deps.sql, { name: 'decide-person-search' }, async transaction => {
      await getOpenFile(transaction, fileId)
      const rowsMax = limits.searchesPerFileMax
      const searches = await listSearches(transaction, { fileId, rowsMax })
      const search = searches.find(each => each.id === id)
      if (search === undefined) throw problems['search-unknown']()
      if (search.askedBy === by) throw problems['second-person-needed']()
      if (search.verdict !== null || search.endsAt <= at || search.subjectIndex === null) {
        throw problems['search-decided']()
      }
      const usableUntil = new Date(at.getTime() + limits.searchUsableMs)
      const endsAt = verdict === 'approved' ? usableUntil : search.endsAt
      await decideSearch(transaction, { id, verdict, at, by, endsAt })
      await traceReads(deps, transaction, {
        caller,
        operation: `person-search-${verdict === 'approved' ? 'approve' : 'refuse'}`,
        subject: { label: search.indexKey, index: search.subjectIndex },
        fileId,
      })
    })
  }
}
