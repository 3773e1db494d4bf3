import type { Subject } from '@unefois/contracts'
import { inTransaction } from '@unefois/database'
import { Problem } from '@unefois/errors'
import { checkPersonSearch } from '../check-person-search.ts'
import type { AuditDeps } from '../deps.ts'
import { findIndexes } from '../find-person-events.ts'
import { limits } from '../limits.ts'
import { openPersonKeys } from '../person-keys.ts'
import { readPersonActs } from '../repositories/acts.ts'
import { type Reader, traceReads } from '../trace-reads.ts'
import { getNumber } from './ask-person-search.ts'
import { type ActPage, pageOf } from './search-acts.ts'

/** For whom an officer looks, and where in what was found they are. */
export interface PersonSearched {
  readonly fileId: string
  readonly subject: Subject
  /** The last id of the page before. */
  readonly before?: string | undefined
  /** With what officers looked at. */
  readonly looks?: boolean | undefined
}

/**
 * Everything that was done about one person, newest first and a page at a time, for the hub's
 * officer with an approved search. The number is needed again for each page: nothing that was shown
 * keeps it. The person finds each page in their own access: its trace carries their index.
 * @throws Problem 403, 404, 409 as `checkPersonSearch`, 422 for the number.
 */
export function searchPerson(deps: Pick<AuditDeps, 'sql' | 'newId' | 'nowMs' | 'store'>) {
  return async (
    caller: Reader,
    { fileId, subject, before, looks }: PersonSearched,
  ): Promise<ActPage> => {
    const at = new Date(deps.nowMs())
    const identifier = getNumber(subject, at)
    const searched = inTransaction(deps.sql, { name: 'search-person' }, async transaction => {
      await checkPersonSearch(deps, transaction, { caller, fileId, identifier })
      const { indexes } = await findIndexes(transaction, { store: deps.store, at }, identifier)
      const rowsMax = limits.personActsPerPage + 1
      const rows = await readPersonActs(transaction, { indexes, before, looks, rowsMax })
      await traceReads(deps, transaction, {
        caller,
        operation: 'person-search',
        subject: openPersonKeys(deps.store).traceIndex(identifier, at.getTime()),
        fileId,
      })
      return pageOf(rows, limits.personActsPerPage)
    })
    return searched.catch(error => traceRefused(deps, { caller, fileId, error }))
  }
}

/** A search that nobody approved is a trace, too: of who tried, and of nobody else. */
async function traceRefused(
  deps: Pick<AuditDeps, 'sql' | 'newId' | 'nowMs'>,
  { caller, fileId, error }: { caller: Reader; fileId: string; error: unknown },
): Promise<never> {
  if (error instanceof Problem && error.code === 'search-not-approved') {
    const detail = { because: 'not-approved' }
    await inTransaction(deps.sql, { name: 'search-refused' }, transaction =>
      traceReads(deps, transaction, { caller, operation: 'person-search-refuse', fileId, detail }),
    )
  }
  throw error
}
