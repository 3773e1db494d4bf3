import { type Checkpoint, parseCheckpoint, parseNote } from '@unefois/audit-log'
import type { LogAnchor } from '@unefois/erasure-journal'

/** What it says was last published, unjudged. @throws LogError when it is no checkpoint. */
export function readAnchor(anchor: Pick<LogAnchor, 'read'>): Checkpoint | undefined {
  const note = anchor.read()
  return note === undefined ? undefined : parseCheckpoint(parseNote(Buffer.from(note)).text)
}
