import {
  type Checkpoint,
  LogError,
  type OpenedCheckpoint,
  openCheckpoint,
  openUnderPolicy,
  type Policy,
  parseCheckpoint,
  parseNote,
  proveConsistency,
  type ReadSubtree,
  readFromTiles,
  verifyConsistency,
} from '@unefois/audit-log'
import { type Fault, type FaultCode, Unproven } from '../fault.ts'
import { type ReadFile, tileAt, tileFaultOf } from './tile-folder.ts'

/** No proof of an answer can name a later leaf: its index has ten digits. */
const leavesMax = 9_999_999_999

/** A checkpoint that somebody saved, and the name that it is told by. */
export interface SavedCheckpoint {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Whether these bytes read as a checkpoint; nothing of it is believed yet. */
export function isCheckpoint(bytes: Uint8Array): boolean {
  try {
    parseCheckpoint(parseNote(bytes).text)
    return true
  } catch (error) {
    if (error instanceof LogError) return false
    throw error
  }
}

/**
 * A saved checkpoint, signed by a log of the policy. One that never left the hub has no
 * cosignatures: with `quorum` they are asked for.
 * @throws Unproven `checkpoint-wrong`, `quorum-missing`
 */
export function openSaved(
  { name, bytes }: SavedCheckpoint,
  policy: Policy,
  { quorum }: { quorum: boolean },
): OpenedCheckpoint {
  try {
    const { origin, size } = parseCheckpoint(parseNote(bytes).text)
    if (size > leavesMax) throw new Unproven('checkpoint-wrong', { at: name })
    if (quorum) return openUnderPolicy(bytes, policy)
    const log = policy.logs.find(each => each.name === origin)
    if (log === undefined) throw new LogError('checkpoint-origin')
    return openCheckpoint(bytes, log, policy.witnesses)
  } catch (error) {
    if (!(error instanceof LogError)) throw error
    const code = error.code === 'quorum-missing' ? 'quorum-missing' : 'checkpoint-wrong'
    throw new Unproven(code, { at: name })
  }
}

/**
 * Whether each of these states of the log only adds to the one before: any two of them, since the
 * proof leads from each to the next.
 * @param size of the tree that the tiles are of.
 */
export function judgeCheckpoints(
  saved: readonly { readonly name: string; readonly opened: OpenedCheckpoint }[],
  size: number,
  readFile: ReadFile,
): Fault[] {
  const read = readFromTiles(size, tileAt(readFile))
  const sorted = saved.toSorted((a, b) => a.opened.checkpoint.size - b.opened.checkpoint.size)
  const faults: Fault[] = []
  for (const [place, { name, opened }] of sorted.entries()) {
    const before = sorted[place - 1]?.opened.checkpoint
    const after = opened.checkpoint
    if (after.size > size) {
      faults.push({ code: 'leaves-missing', at: name, index: size })
      continue
    }
    if (before === undefined) continue
    const code = judgeStep(read, before, after)
    if (code !== undefined) faults.push({ code, at: name, index: before.size })
  }
  return faults
}

function judgeStep(
  read: ReadSubtree,
  before: Checkpoint,
  after: Checkpoint,
): FaultCode | undefined {
  try {
    const proof = before.size === after.size ? [] : proveConsistency(read, before.size, after.size)
    const claim = { from: before.size, to: after.size, fromRoot: before.root, toRoot: after.root }
    const adds = before.origin === after.origin && verifyConsistency({ ...claim, proof })
    return adds ? undefined : 'checkpoint-inconsistent'
  } catch (error) {
    return tileFaultOf(error)
  }
}
