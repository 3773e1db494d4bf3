import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { syncFolder } from './journal-folder.ts'

/**
 * The last checkpoint that was signed for others, outside the database: a restored, older database
 * must not sign another tree of the same log. It lies beside the erasure journal, which no restore
 * touches.
 */
export interface LogAnchor {
  /** The text of the note; undefined before the first. */
  read(): string | undefined
  /** On disk when this answers. */
  write(note: string): void
}

const fileName = 'log-checkpoint'

/** Opens the anchor in a folder that is there; one process writes it, or an older state may win. */
export function openLogAnchor(folder: string): LogAnchor {
  const path = join(folder, fileName)
  return {
    read() {
      try {
        return readFileSync(path, 'utf8')
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
        throw error
      }
    },
    write(note) {
      const draft = `${path}.new`
      const file = openSync(draft, 'w', 0o600)
      try {
        writeSync(file, note)
        fsyncSync(file)
      } finally {
        closeSync(file)
      }
      renameSync(draft, path)
      syncFolder(folder)
    },
  }
}
