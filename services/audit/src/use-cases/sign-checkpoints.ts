import { formatCheckpoint, parseCheckpoint, parseNote, signNote } from '@unefois/audit-log'
import type { AuditDeps } from '../deps.ts'
import { keepNotes, listUnsigned } from '../repositories/log-checkpoints.ts'

/**
 * Signs what stands committed without a note. The signature of a tree is always the same bytes, so
 * a crash in between leaves nothing that another run would say otherwise. What leaves the audit
 * zone is first written down outside the database, and so is the first checkpoint of a log that
 * succeeds another.
 *
 * @returns how many were signed.
 */
export function signCheckpoints({
  sql,
  logKey,
  anchor,
}: Pick<AuditDeps, 'sql' | 'logKey' | 'anchor'>) {
  const origin = logKey.verifier.name
  let isAnchored = false
  return async (): Promise<number> => {
    const signed = (await listUnsigned(sql)).map(({ size, root, publishedAt }) => ({
      size,
      publishedAt,
      note: signNote(formatCheckpoint({ origin, size, root }), [logKey]),
    }))
    if (signed.length === 0) return 0
    isAnchored ||= isOf(anchor.read(), origin)
    const last = signed.findLast(({ publishedAt }) => publishedAt !== null || !isAnchored)
    if (last !== undefined) anchor.write(last.note)
    await keepNotes(sql, signed)
    return signed.length
  }
}

/** Before the first publication of the first log there is nothing to protect. */
function isOf(note: string | undefined, origin: string): boolean {
  return note === undefined || parseCheckpoint(parseNote(Buffer.from(note)).text).origin === origin
}
