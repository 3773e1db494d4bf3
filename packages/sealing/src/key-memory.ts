import { listKeyFiles, readKeyFile } from './key-files.ts'
import { keyStoreAgeMsMax } from './limits.ts'
import { decodeStoredKey, type StoredKey } from './stored-key.ts'

/** What one process remembers of a key folder, by file name. */
export interface KeyMemory {
  /** From memory, else from its file: what another process just created is found at once. */
  find(fileName: string): StoredKey | undefined
  all(): StoredKey[]
  forget(fileName: string): void
  refresh(): void
}

/**
 * Reads the folder now, and again whenever it is asked after `keyStoreAgeMsMax`, so that a key that
 * another process destroyed leaves this one's memory too.
 *
 * @throws SealingError `key-file-invalid` for a file that others may read or that is damaged.
 */
export function openKeyMemory(folder: string): KeyMemory {
  let known = new Map<string, StoredKey>()
  let before = known
  let readAtMs = Number.NEGATIVE_INFINITY

  const load = (name: string): StoredKey | undefined => {
    const text = readKeyFile(folder, name)
    if (text === undefined) return undefined
    const stored = decodeStoredKey(text, name)
    const held = before.get(name)
    // The same object as long as it is the same key: parsed forms are remembered by it.
    const kept = held?.id === stored.id && held.key.equals(stored.key) ? held : stored
    known.set(name, kept)
    return kept
  }
  // Files are read again too, not only their names: a label may be used anew after a destruction.
  const refresh = (): void => {
    before = known
    known = new Map()
    for (const name of listKeyFiles(folder)) load(name)
    before = known
    readAtMs = performance.now()
  }
  const look = (): void => {
    if (performance.now() - readAtMs > keyStoreAgeMsMax) refresh()
  }
  refresh()
  return {
    find(name) {
      look()
      return known.get(name) ?? load(name)
    },
    all() {
      look()
      return [...known.values()]
    },
    forget: name => known.delete(name),
    refresh,
  }
}
