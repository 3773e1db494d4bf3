import { timingSafeEqual } from 'node:crypto'
import type { Transaction } from '@unefois/database'
import type { Identifier } from '@unefois/identifiers'
import { blindIndex } from '@unefois/sealing'
import type { AuditDeps } from './deps.ts'
import { problems } from './errors.ts'
import { limits } from './limits.ts'
import { listSearches, type PersonSearch } from './repositories/person-searches.ts'
import type { Reader } from './trace-reads.ts'
import { getOfficer, getOpenFile } from './use-cases/open-file.ts'

/**
 * Whether this officer may now look for this person: in an open file, with a second officer's
 * approval of exactly this number that is not over. Whatever reads by number calls it first, in the
 * transaction of the read.
 * @throws Problem 403 when nobody approved it, 404 and 409 for the file.
 */
export async function checkPersonSearch(
  deps: Pick<AuditDeps, 'nowMs' | 'store'>,
  transaction: Transaction,
  { caller, fileId, identifier }: { caller: Reader; fileId: string; identifier: Identifier },
): Promise<void> {
  getOfficer(caller)
  await getOpenFile(transaction, fileId)
  const at = new Date(deps.nowMs())
  const searches = await listSearches(transaction, { fileId, rowsMax: limits.searchesPerFileMax })
  const isApproved = searches.some(
    search =>
      search.verdict === 'approved' && search.endsAt > at && isAbout(deps, search, identifier),
  )
  if (!isApproved) throw problems['search-not-approved']()
}

function isAbout(
  { store }: Pick<AuditDeps, 'store'>,
  { indexKey, subjectIndex }: PersonSearch,
  identifier: Identifier,
): boolean {
  const stored = store.find('trace-index', indexKey)
  if (stored === undefined || subjectIndex === null) return false
  return timingSafeEqual(blindIndex(stored.key, identifier), subjectIndex)
}
