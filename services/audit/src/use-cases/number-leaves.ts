import { randomBytes } from 'node:crypto'
import {
  type Edge,
  encodeBundle,
  growEdge,
  leafHash,
  rootOfEdge,
  tileWidth,
} from '@unefois/audit-log'
import { inTransaction, type Transaction } from '@unefois/database'
import { entryOfPad, entryOfSource, type LeafSource, nonceBytes } from '@unefois/log-leaves'
import type { AuditDeps } from '../deps.ts'
import { limits } from '../limits.ts'
import { putCheckpoint } from '../repositories/log-checkpoints.ts'
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

/** Where the tree ends, with what its last bundle holds. */
interface Tip {
  readonly edge: Edge
  readonly root: Buffer
  readonly bundle: Buffer
}

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
 * that leaves the audit zone: how many acts there were shows only in steps of 256.
 * @throws when tiles do not make the root that was committed: nothing is signed over such a tree.
 */
export function numberLeaves(deps: Pick<AuditDeps, 'sql' | 'nowMs'>) {
  let known: Tip | undefined
  return async ({ publish }: { publish: boolean }): Promise<NumberedLeaves> => {
    const done = await inTransaction(deps.sql, { name: 'number-leaves' }, async transaction => {
      await lockLog(transaction)
      const tip = await readTip(transaction, known)
      const taken = await takeLeaves(transaction, limits.leavesPerBatchMax)
      const { sources, cleared } = taken
      const { openings, entries } = openingsOf(sources, tip.edge.size)
      const end = tip.edge.size + entries.length
      const pads = publish ? (tileWidth - (end % tileWidth)) % tileWidth : 0
      const padSeed = pads === 0 ? null : randomBytes(nonceBytes)
      if (padSeed !== null) entries.push(...padsOf(padSeed, end, pads))
      if (openings.length + cleared.length > 0) await keepOpenings(transaction, openings, cleared)
      const grown = entries.length === 0 ? tip : await grow(transaction, tip, entries)
      const size = grown.edge.size
      const checkpoint = { size, root: grown.root, at: new Date(deps.nowMs()) }
      if (publish) {
        await putCheckpoint(transaction, { ...checkpoint, published: { pads, padSeed } })
      } else if (grown !== tip) await putCheckpoint(transaction, checkpoint)
      return { tip: grown, leaves: sources.length, size }
    })
    known = done.tip
    return { leaves: done.leaves, size: done.size }
  }
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

function openingsOf(
  sources: readonly LeafSource[],
  first: number,
): { openings: NewOpening[]; entries: Buffer[] } {
  const random = randomBytes(2 * nonceBytes * sources.length)
  const openings = sources.map((source, place) => ({
    source,
    index: first + place,
    nonces: random.subarray(2 * nonceBytes * place, 2 * nonceBytes * (place + 1)),
  }))
  return { openings, entries: openings.map(each => entryOfSource(each.source, each.nonces)) }
}

function padsOf(seed: Buffer, first: number, count: number): Buffer[] {
  return Array.from({ length: count }, (_, place) => entryOfPad(seed, first + place))
}

async function grow(
  transaction: Transaction,
  { edge, bundle }: Tip,
  entries: readonly Buffer[],
): Promise<Tip> {
  const grown = growEdge(edge, entries.map(leafHash))
  const root = rootOfEdge(grown.edge)
  const bundles = growBundles(edge.size, bundle, entries)
  await putTiles(transaction, grown.tiles)
  await putBundles(transaction, bundles)
  await setState(transaction, { size: grown.edge.size, root })
  const isWhole = grown.edge.size % tileWidth === 0
  return {
    edge: grown.edge,
    root,
    bundle: isWhole ? Buffer.alloc(0) : (bundles.at(-1)?.entries ?? bundle),
  }
}

/** The bundles that these entries fill or begin; the first goes on where the last one ended. */
function growBundles(
  size: number,
  begun: Buffer,
  entries: readonly Buffer[],
): { index: number; entries: Buffer }[] {
  const bundles: { index: number; entries: Buffer }[] = []
  let index = Math.floor(size / tileWidth)
  let room = tileWidth - (size % tileWidth)
  for (let at = 0, head = begun; at < entries.length; index += 1) {
    const part = encodeBundle(entries.slice(at, at + room))
    bundles.push({ index, entries: Buffer.concat([head, part]) })
    at += room
    head = Buffer.alloc(0)
    room = tileWidth
  }
  return bundles
}
