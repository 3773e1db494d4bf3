import { type Checkpoint, formatCheckpoint, signNote } from '@unefois/audit-log'
import { readAnchor } from '../read-anchor.ts'
import { keepNotes, listUnsigned } from '../repositories/log-checkpoints.ts'
import { type AnchorDeps, checkAnchor } from './check-anchor.ts'

/** `behind`: what was last published is not in this tree, and nothing was signed. */
export type Signing = 'signed' | 'behind'

/**
 * Signs what stands committed without a note. The signature of a tree is always the same bytes, so
 * a crash in between leaves nothing that another run would say otherwise. What leaves the audit
 * zone is first written down outside the database, and so is the first checkpoint of a log that
 * succeeds another. That is compared with the tree each time before it is replaced: a database may
 * fall back to an older one while this process lives.
 * @throws LogError as `compareWithAnchor`.
 */
export function signCheckpoints(deps: AnchorDeps) {
  const { sql, logKey, anchor } = deps
  const origin = logKey.verifier.name
  const isWhole = checkAnchor(deps)
  let isAnchored = false
  return async (): Promise<Signing> => {
    const before = readAnchor(anchor)
    const signed = (await listUnsigned(sql)).map(({ size, root, publishedAt }) => ({
      size,
      root,
      publishedAt,
      note: signNote(formatCheckpoint({ origin, size, root }), [logKey]),
    }))
    if (signed.length === 0) return 'signed'
    isAnchored ||= before === undefined || before.origin === origin
    const last = signed.findLast(({ publishedAt }) => publishedAt !== null || !isAnchored)
    if (last !== undefined) {
      if (isOther(before, { ...last, origin }) || !(await isWhole())) return 'behind'
      anchor.write(last.note)
    }
    await keepNotes(sql, signed)
    return 'signed'
  }
}

/** Whether what is to be signed cannot be a later state of what was published, or the same. */
function isOther(before: Checkpoint | undefined, next: Checkpoint): boolean {
  if (before === undefined || before.origin !== next.origin) return false
  return next.size < before.size || (next.size === before.size && !next.root.equals(before.root))
}
