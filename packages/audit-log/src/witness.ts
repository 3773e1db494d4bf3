import { type Checkpoint, openCheckpoint, parseCheckpoint } from './checkpoint.ts'
import { verifyConsistency } from './consistency.ts'
import { decodeText, parseDecimal, parseHash } from './encodings.ts'
import { LogError } from './errors.ts'
import { emptyRoot } from './hashes.ts'
import { noteBytesMax, proofHashesMax } from './limits.ts'
import { parseNote } from './note.ts'
import type { NoteVerifier } from './note-keys.ts'

/** What a log asks of a witness (C2SP tlog-witness): add this checkpoint to the last you know. */
export interface AddCheckpoint {
  readonly oldSize: number
  readonly proof: readonly Buffer[]
  /** The signed checkpoint, as it stands. */
  readonly checkpoint: string
}

const oldHead = 'old '

/** The body of `add-checkpoint`. */
export function formatAddCheckpoint({ oldSize, proof, checkpoint }: AddCheckpoint): string {
  const hashes = proof.map(hash => `${hash.toString('base64')}\n`)
  return `${oldHead}${oldSize}\n${hashes.join('')}\n${checkpoint}`
}

/** @throws LogError `proof-format`, `proof-length`, `note-too-long`, `decimal`, `base64` */
export function parseAddCheckpoint(bytes: Uint8Array): AddCheckpoint {
  if (bytes.length > noteBytesMax) throw new LogError('note-too-long')
  const whole = decodeText(bytes)
  const split = whole.indexOf('\n\n')
  if (split < 0) throw new LogError('proof-format')
  const [old, ...lines] = whole.slice(0, split).split('\n')
  if (old?.startsWith(oldHead) !== true) throw new LogError('proof-format')
  if (lines.length > proofHashesMax) throw new LogError('proof-length')
  return {
    oldSize: parseDecimal(old.slice(oldHead.length)),
    proof: lines.map(parseHash),
    checkpoint: whole.slice(split + 2),
  }
}

/** The last state of a log that a witness has cosigned. */
export type Witnessed = Pick<Checkpoint, 'size' | 'root'>

/** What a witness does with a request, as its HTTP status; 200 is stored before it is told. */
export type WitnessDecision =
  | { readonly status: 200; readonly next: Witnessed; readonly text: string }
  | { readonly status: 400 | 403 | 404 | 422 }
  | { readonly status: 409; readonly size: number }

/**
 * Decides on a request, given the last state cosigned. Pure: whoever calls it reads, decides and
 * stores in one transaction, or two requests at once could roll the log back.
 * @param logs the keys that are trusted, by the origins that are their names.
 */
export function decideCosignature(
  request: AddCheckpoint,
  logs: readonly NoteVerifier[],
  last: Witnessed = { size: 0, root: emptyRoot },
): WitnessDecision {
  const opened = openTrusted(request, logs)
  if ('status' in opened) return opened
  const { checkpoint, text } = opened
  const { oldSize, proof } = request
  if (oldSize > checkpoint.size) return { status: 400 }
  if (oldSize !== last.size) return { status: 409, size: last.size }
  if (oldSize === checkpoint.size && !checkpoint.root.equals(last.root)) {
    return { status: 409, size: last.size }
  }
  const claim = { from: oldSize, to: checkpoint.size, fromRoot: last.root, proof }
  if (!verifyConsistency({ ...claim, toRoot: checkpoint.root })) return { status: 422 }
  return { status: 200, next: { size: checkpoint.size, root: checkpoint.root }, text }
}

function openTrusted(
  request: AddCheckpoint,
  logs: readonly NoteVerifier[],
): { checkpoint: Checkpoint; text: string } | { status: 400 | 403 | 404 } {
  const bytes = Buffer.from(request.checkpoint)
  try {
    const { origin } = parseCheckpoint(parseNote(bytes).text)
    const log = logs.find(each => each.name === origin)
    if (log === undefined) return { status: 404 }
    const { checkpoint, note } = openCheckpoint(bytes, log)
    return { checkpoint, text: note.text }
  } catch (error) {
    if (!(error instanceof LogError)) throw error
    return { status: isUnsigned(error) ? 403 : 400 }
  }
}

function isUnsigned({ code }: LogError): boolean {
  return code === 'note-unsigned' || code === 'note-signature-wrong'
}
