import { checkControls, parseDecimal, parseHash } from './encodings.ts'
import { LogError } from './errors.ts'
import { openNote, type ParsedNote, parseNote, type VerifiedSignature } from './note.ts'
import type { NoteVerifier } from './note-keys.ts'

/** What a log says of itself: whose it is, how many leaves, and their root. */
export interface Checkpoint {
  readonly origin: string
  readonly size: number
  readonly root: Buffer
}

/**
 * The text of a checkpoint, with its final newline (C2SP tlog-checkpoint).
 * @throws LogError as `parseCheckpoint`: what nobody would read back as it is.
 */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  const text = `${origin}\n${size}\n${root.toString('base64')}\n`
  if (parseCheckpoint(text).origin !== origin) throw new LogError('checkpoint-format')
  return text
}

/**
 * Reads a note's text as a checkpoint. Extension lines are allowed, not empty, and say nothing.
 * @throws LogError `checkpoint-format`, `note-control-character`, `decimal`, `base64`,
 *   `hash-length`
 */
export function parseCheckpoint(text: string): Checkpoint {
  if (!text.endsWith('\n')) throw new LogError('checkpoint-format')
  checkControls(text)
  const lines = text.slice(0, -1).split('\n')
  const [origin, size, root] = lines
  if (size === undefined || root === undefined || lines.includes('')) {
    throw new LogError('checkpoint-format')
  }
  return { origin: origin ?? '', size: parseDecimal(size), root: parseHash(root) }
}

/** A checkpoint that its log has signed, and every signature of a known key on it. */
export interface OpenedCheckpoint {
  readonly checkpoint: Checkpoint
  readonly note: ParsedNote
  readonly signatures: readonly VerifiedSignature[]
}

/**
 * Reads a signed checkpoint and believes it only when the log itself has signed.
 * @param log the key whose name is the origin; `others` may have signed, too (witnesses).
 * @throws LogError `checkpoint-origin`, `note-unsigned`, `note-signature-wrong`, and those of
 *   `parseNote` and `parseCheckpoint`.
 */
export function openCheckpoint(
  bytes: Uint8Array,
  log: NoteVerifier,
  others: readonly NoteVerifier[] = [],
): OpenedCheckpoint {
  const note = parseNote(bytes)
  const signatures = openNote(note, [log, ...others])
  if (!signatures.some(each => each.verifier === log)) throw new LogError('note-unsigned')
  const checkpoint = parseCheckpoint(note.text)
  if (checkpoint.origin !== log.name) throw new LogError('checkpoint-origin')
  return { checkpoint, note, signatures }
}
