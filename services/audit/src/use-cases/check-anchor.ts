import {
  type Checkpoint,
  openCheckpoint,
  parseCheckpoint,
  parseNote,
  rootOf,
} from '@unefois/audit-log'
import { logEpochOf, openLogKey } from '@unefois/log-leaves'
import type { AuditDeps } from '../deps.ts'
import { listEpochs } from '../repositories/log-epochs.ts'
import { getState } from '../repositories/log-tree.ts'
import { withTiles } from '../tiles.ts'

export type AnchorDeps = Pick<AuditDeps, 'sql' | 'store' | 'hub' | 'logKey' | 'anchor'>

/**
 * How the tree stands to what was last published. `behind`: it is not that tree, or not this log's.
 * `ended`: what was published is of the log before this one, whose number the operator has raised.
 */
export type Anchored =
  | { readonly what: 'holds' }
  | { readonly what: 'behind' }
  | {
      readonly what: 'ended'
      readonly epoch: number
      readonly note: string
      readonly checkpoint: Checkpoint
      /** The next log has begun over this tree, and has signed nothing yet. */
      readonly hasBegun: boolean
    }

/**
 * Compares the tree with what was last published. It holds that no more in a database that was
 * restored from before: to go on would be to show two pasts.
 * @throws LogError when the anchor is no checkpoint of a log of this hub.
 */
export async function compareWithAnchor(deps: AnchorDeps): Promise<Anchored> {
  const { anchor, hub, logKey, sql, store } = deps
  const ours = logEpochOf(hub, logKey.verifier.name)
  const stored = (await listEpochs(sql)).at(-1)
  const note = anchor.read()
  if (note === undefined) return { what: stored?.epoch === ours ? 'holds' : 'behind' }
  const { origin } = parseCheckpoint(parseNote(Buffer.from(note)).text)
  const published = logEpochOf(hub, origin)
  if (published === undefined || ours === undefined) return { what: 'behind' }
  const { verifier } = openLogKey(store, hub, published)
  const { checkpoint } = openCheckpoint(Buffer.from(note), verifier)
  if (published === ours) {
    const isWhole = stored?.epoch === ours && (await holds(sql, checkpoint))
    return { what: isWhole ? 'holds' : 'behind' }
  }
  const hasBegun = stored?.epoch === ours
  if (published + 1 !== ours || (hasBegun && stored.predecessor !== note)) return { what: 'behind' }
  return { what: 'ended', epoch: ours, note, checkpoint, hasBegun }
}

/** Whether this log may be signed on. @throws LogError as `compareWithAnchor`. */
export function checkAnchor(deps: AnchorDeps) {
  return async (): Promise<boolean> => {
    const found = await compareWithAnchor(deps)
    return found.what === 'holds' || (found.what === 'ended' && found.hasBegun)
  }
}

async function holds(
  sql: AuditDeps['sql'],
  { size, root }: { size: number; root: Buffer },
): Promise<boolean> {
  if ((await getState(sql)).size < size) return false
  return (await withTiles(sql, size, read => rootOf(read, size))).equals(root)
}
