import { inTransaction } from '@unefois/database'
import type { AuditDeps } from '../deps.ts'
import { problems } from '../errors.ts'
import { limits } from '../limits.ts'
import {
  type ListedFile,
  listFiles,
  lockFile,
  type OversightFile,
} from '../repositories/oversight-files.ts'
import { listSearches, type PersonSearch } from '../repositories/person-searches.ts'
import { type Reader, traceReads } from '../trace-reads.ts'
import { getOfficer } from './open-file.ts'

/** A file with what was asked in it; about whom is never told. */
export interface FileSeen extends OversightFile {
  readonly searches: readonly Omit<PersonSearch, 'subjectIndex' | 'indexKey'>[]
}

/** Reads files: a page of them, or one. @throws Problem 403, 404. */
export function readFiles(deps: Pick<AuditDeps, 'sql' | 'newId' | 'nowMs'>) {
  const operation = 'file-read'
  return {
    async list(
      caller: Reader,
      before: string | undefined,
    ): Promise<{ items: readonly ListedFile[]; next: string | undefined }> {
      getOfficer(caller)
      return inTransaction(deps.sql, { name: 'list-files' }, async transaction => {
        const rowsMax = limits.filesPerPage + 1
        const at = new Date(deps.nowMs())
        const rows = await listFiles(transaction, { before, at, rowsMax })
        const items = rows.slice(0, limits.filesPerPage)
        await traceReads(deps, transaction, { caller, operation })
        return { items, next: rows.length > items.length ? items.at(-1)?.id : undefined }
      })
    },
    async one(caller: Reader, id: string): Promise<FileSeen> {
      getOfficer(caller)
      return inTransaction(deps.sql, { name: 'read-file' }, async transaction => {
        const file = await lockFile(transaction, id)
        if (file === undefined) throw problems['file-unknown']()
        const rowsMax = limits.searchesPerFileMax
        const searches = await listSearches(transaction, { fileId: id, rowsMax })
        await traceReads(deps, transaction, { caller, operation, fileId: id })
        return {
          ...file,
          searches: searches.map(({ subjectIndex: _, indexKey: _key, ...search }) => search),
        }
      })
    },
  }
}
