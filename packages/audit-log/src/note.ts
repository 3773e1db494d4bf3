import { checkControls, decodeText, parseBase64 } from './encodings.ts'
import { LogError } from './errors.ts'
import { noteBytesMax, signaturesMax } from './limits.ts'
import type { NoteSigner, NoteVerifier } from './note-keys.ts'
import type { NoteSignature } from './signature-type.ts'

/** A signed note as it stands: its text must be ignored until `openNote` has judged it. */
export interface ParsedNote {
  /** With its final newline. */
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

/** A signature by a known key that holds. */
export interface VerifiedSignature extends NoteSignature {
  readonly verifier: NoteVerifier
}

const keyIdBytes = 4
const lineForm = /^— ([^\s\u0085+]+) ([A-Za-z0-9+/=]+)$/u

/**
 * Reads a signed note (C2SP signed-note): a text, an empty line, one or more signature lines.
 * @throws LogError `note-format`, `note-control-character`, `note-too-long`, `base64`
 */
export function parseNote(bytes: Uint8Array): ParsedNote {
  if (bytes.length > noteBytesMax) throw new LogError('note-too-long')
  const whole = decodeText(bytes)
  checkControls(whole)
  // The text is what stands before the last empty line.
  const split = whole.lastIndexOf('\n\n')
  if (split < 0 || !whole.endsWith('\n')) throw new LogError('note-format')
  const lines = whole.slice(split + 2, -1).split('\n')
  if (lines.length > signaturesMax) throw new LogError('note-too-long')
  return { text: whole.slice(0, split + 1), signatures: lines.map(parseSignature) }
}

/** One signature line, without its newline. @throws LogError `note-format`, `base64` */
export function parseSignature(line: string): NoteSignature {
  const [, name, encoded] = lineForm.exec(line) ?? []
  if (name === undefined || encoded === undefined) throw new LogError('note-format')
  const bytes = parseBase64(encoded)
  if (bytes.length <= keyIdBytes) throw new LogError('note-format')
  return {
    name,
    keyId: bytes.toString('hex', 0, keyIdBytes),
    signature: bytes.subarray(keyIdBytes),
  }
}

/** The line of a signature, with its newline. */
export function formatSignature({ name, keyId, signature }: NoteSignature): string {
  const bytes = Buffer.concat([Buffer.from(keyId, 'hex'), signature])
  return `— ${name} ${bytes.toString('base64')}\n`
}

/**
 * The signatures of the keys that are known. Those of unknown keys are ignored; one by a known key
 * that does not hold makes the whole note worthless.
 * @throws LogError `note-signature-wrong`; `note-unsigned` when no known key signed.
 */
export function openNote(
  note: ParsedNote,
  verifiers: readonly NoteVerifier[],
): VerifiedSignature[] {
  const verified: VerifiedSignature[] = []
  for (const each of note.signatures) {
    const verifier = verifiers.find(key => key.name === each.name && key.keyId === each.keyId)
    if (verifier === undefined) continue
    if (!verifier.verify(note.text, each.signature)) throw new LogError('note-signature-wrong')
    verified.push({ ...each, verifier })
  }
  if (verified.length === 0) throw new LogError('note-unsigned')
  return verified
}

/**
 * A text with its signatures.
 * @throws LogError `note-format`, `note-control-character`: what no reader would accept.
 */
export function signNote(text: string, signers: readonly NoteSigner[]): string {
  if (!text.endsWith('\n') || signers.length === 0) throw new LogError('note-format')
  checkControls(text)
  return `${text}\n${signers.map(signer => formatSignature(signer.sign(text))).join('')}`
}
