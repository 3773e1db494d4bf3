import { randomBytes } from 'node:crypto'
import { rootOfEdge, tileWidth } from '@unefois/audit-log'
import { inTransaction, type Transaction } from '@unefois/database'
import { entryOfPad, entryOfSource, type LeafSource, nonceBytes } from '@unefois/log-leaves'
import type { AuditDeps } from '../deps.ts'
import { type Growth, growTip, type Tip } from '../domain/grow-tip.ts'
import { limits } from '../limits.ts'
import {
  findPublishedSize,
  type NewCheckpoint,
  putCheckpoint,
} from '../repositories/log-checkpoints.ts'
import { keepOpenings, type NewOpening, takeLeaves } from '../repositories/log-leaves.ts'
import {
  findBundle,
  getState,
  lockLog,
  putBundles,
  putTiles,
  readEdge,
  setState,
} from '../repositories/log-tree.ts'

/** What one batch did. */
export interface NumberedLeaves {
  /** Leaves of acts and erasures; pads are not counted. */
  readonly leaves: number
  readonly size: number
}

/**
 * Numbers what has committed, a batch in one transaction under the one writer's lock: takes it from
 * the queue, keeps its nonces, grows the tree, notes the checkpoint that is to be signed. What is
 * not committed is not signed, and whoever comes next reads where the tree ends from its tables.
 *
 * With `publish`, the batch is followed by pads up to a multiple of 256, and the checkpoint is one
 * that leaves the audit zone: how many acts there were shows only in steps of 256, and not whether
 * there were any, for where nothing was added since the last one all 256 are pads. What agencies
 * may open is numbered only then, in a batch of its own after those pads, so that its places tell
 * of no traffic.
 *
 * A batch is a statement for each table, whatever its size; Postgres stores the nonces while this
 * process hashes.
 * @throws when tiles do not make the root that was committed: nothing is signed over such a tree.
 */
export function numberLeaves(deps: Pick<AuditDeps, 'sql' | 'nowMs'>) {
  let known: Tip | undefined
  return async ({ publish }: { publish: boolean }): Promise<NumberedLeaves> => {
    const done = await inTransaction(deps.sql, { name: 'number-leaves' }, async transaction => {
      await lockLog(transaction)
      const tip = await readTip(transaction, known)
      const at = new Date(deps.nowMs())
      if (!publish) return addBatch(transaction, tip, { at, publish, ofDirectory: false })
      const least = (await findPublishedSize(transaction)) + 1
      const batch = await addBatch(transaction, tip, { at, publish, ofDirectory: false, least })
      const after = await addBatch(transaction, batch.tip, { at, publish, ofDirectory: true })
      return { tip: after.tip, leaves: batch.leaves + after.leaves }
    })
    known = done.tip
    return { leaves: done.leaves, size: done.tip.edge.size }
  }
}

interface Batch {
  readonly at: Date
  readonly publish: boolean
  readonly ofDirectory: boolean
  /** What the tree's size must be at the least with the pads. */
  readonly least?: number
}

/** Adds what waits, and its pads, after this tip. */
async function addBatch(
  transaction: Transaction,
  tip: Tip,
  { at, publish, ofDirectory, least = 0 }: Batch,
): Promise<{ readonly tip: Tip; readonly leaves: number }> {
  const leavesMax = ofDirectory ? limits.directoryLeavesMax : limits.leavesPerBatchMax
  const { sources, cleared } = await takeLeaves(transaction, { leavesMax, ofDirectory })
  const openings = openingsOf(sources, tip.edge.size)
  const kept = keepOpenings(transaction, openings, cleared)
  // Hashing may throw before anybody waits for them.
  kept.catch(() => {})
  const entries = openings.map(each => entryOfSource(each.source, each.nonces))
  const padding = publish ? padsAfter(tip.edge.size + entries.length, least) : noPads
  const growth = growTip(tip, [...entries, ...padding.entries])
  const { pads, padSeed } = padding
  const published = publish ? { published: { pads, padSeed } } : {}
  await Promise.all([kept, ...putGrowth(transaction, growth, { at, ...published })])
  return { tip: growth.tip, leaves: sources.length }
}

async function readTip(transaction: Transaction, known: Tip | undefined): Promise<Tip> {
  const { size, root } = await getState(transaction)
  if (known?.edge.size === size && known.root.equals(root)) return known
  const edge = await readEdge(transaction, size)
  const read = rootOfEdge(edge)
  const isWhole = size % tileWidth === 0
  const bundle = isWhole ? undefined : await findBundle(transaction, Math.floor(size / tileWidth))
  if (!read.equals(root) || (!isWhole && bundle === undefined)) {
    throw new Error('the tiles of the log are not those of its root')
  }
  return { edge, root, bundle: bundle ?? Buffer.alloc(0) }
}

function openingsOf(sources: readonly LeafSource[], first: number): NewOpening[] {
  const random = randomBytes(2 * nonceBytes * sources.length)
  return sources.map((source, place) => ({
    source,
    index: first + place,
    nonces: random.subarray(2 * nonceBytes * place, 2 * nonceBytes * (place + 1)),
  }))
}

interface Padding {
  readonly entries: readonly Buffer[]
  readonly pads: number
  readonly padSeed: Buffer | null
}

const noPads: Padding = { entries: [], pads: 0, padSeed: null }

/** The pads that make a tree of this size a multiple of 256, and no smaller than `least`. */
function padsAfter(size: number, least: number): Padding {
  const pads = Math.ceil(Math.max(size, least) / tileWidth) * tileWidth - size
  if (pads === 0) return noPads
  const padSeed = randomBytes(nonceBytes)
  const entries = Array.from({ length: pads }, (_, place) => entryOfPad(padSeed, size + place))
  return { entries, pads, padSeed }
}

/** A tree that has not grown is not signed again, unless what was internal is to be published. */
function putGrowth(
  transaction: Transaction,
  { tip, tiles, bundles }: Growth,
  checkpoint: Omit<NewCheckpoint, 'size' | 'root'>,
): Promise<void>[] {
  const { root } = tip
  const { size } = tip.edge
  const hasGrown = bundles.length > 0
  return [
    ...(hasGrown
      ? [
          putTiles(transaction, tiles),
          putBundles(transaction, bundles),
          setState(transaction, { size, root }),
        ]
      : []),
    ...(hasGrown || (checkpoint.published !== undefined && size > 0)
      ? [putCheckpoint(transaction, { size, root, ...checkpoint })]
      : []),
  ]
}
