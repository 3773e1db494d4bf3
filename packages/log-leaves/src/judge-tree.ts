import {
  type Edge,
  emptyEdge,
  growEdge,
  hashBytes,
  LogError,
  leafHash,
  type NoteVerifier,
  openCheckpoint,
  rootOfEdge,
} from '@unefois/audit-log'
import type { Fault } from './judge-leaves.ts'

/** A checkpoint as somebody kept it. */
export interface SignedState {
  readonly size: number
  readonly root: Buffer
  readonly note: string
}

/** The log's leaves as they lie there, and what was signed of them. */
export interface TreeEvidence {
  readonly entries: readonly Buffer[]
  /** The leaves' hashes as the tiles of level 0 have them, one after another. */
  readonly hashes: Buffer
  /** By size. */
  readonly checkpoints: readonly SignedState[]
  /** The log's key, or those of one log after another. */
  readonly log: NoteVerifier | readonly NoteVerifier[]
}

/**
 * Whether the entries are those of every checkpoint: each leaf that is not what its tile says, each
 * checkpoint that is not the log's, and the leaves since the last that was right where one is not
 * the tree's.
 */
export function judgeTree({ entries, hashes, checkpoints, log }: TreeEvidence): Fault[] {
  const faults: Fault[] = []
  const leaves = entries.map(leafHash)
  leaves.forEach((leaf, index) => {
    const kept = hashes.subarray(index * hashBytes, (index + 1) * hashBytes)
    if (!leaf.equals(kept)) faults.push({ index, kind: 'entry-edited' })
  })
  const logs = [log].flat()
  let edge: Edge = emptyEdge
  let since = 0
  for (const checkpoint of checkpoints.toSorted((a, b) => a.size - b.size)) {
    const { size, root } = checkpoint
    if (size > leaves.length) {
      faults.push({ index: leaves.length, kind: 'leaves-missing' })
      break
    }
    edge = growEdge(edge, leaves.slice(edge.size, size)).edge
    if (!rootOfEdge(edge).equals(root)) faults.push({ index: since, kind: 'root-differs' })
    else since = size
    if (!logs.some(each => isOfLog(checkpoint, each)))
      faults.push({ index: size, kind: 'checkpoint-differs' })
  }
  return faults
}

function isOfLog({ size, root, note }: SignedState, log: NoteVerifier): boolean {
  try {
    const { checkpoint } = openCheckpoint(Buffer.from(note), log)
    return checkpoint.size === size && checkpoint.root.equals(root)
  } catch (error) {
    if (error instanceof LogError) return false
    throw error
  }
}
