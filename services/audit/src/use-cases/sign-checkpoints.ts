import { formatCheckpoint, signNote } from '@unefois/audit-log'
import type { AuditDeps } from '../deps.ts'
import { keepNotes, listUnsigned } from '../repositories/log-checkpoints.ts'

/**
 * Signs what stands committed without a note. The signature of a tree is always the same bytes, so
 * a crash in between leaves nothing that another run would say otherwise. What leaves the audit
 * zone is first written down outside the database.
 *
 * @returns how many were signed.
 */
export function signCheckpoints({
  sql,
  logKey,
  anchor,
}: Pick<AuditDeps, 'sql' | 'logKey' | 'anchor'>) {
  const origin = logKey.verifier.name
  return async (): Promise<number> => {
    const signed = (await listUnsigned(sql)).map(({ size, root, publishedAt }) => ({
      size,
      publishedAt,
      note: signNote(formatCheckpoint({ origin, size, root }), [logKey]),
    }))
    if (signed.length === 0) return 0
    const last = signed.findLast(({ publishedAt }) => publishedAt !== null)
    if (last !== undefined) anchor.write(last.note)
    await keepNotes(sql, signed)
    return signed.length
  }
}
