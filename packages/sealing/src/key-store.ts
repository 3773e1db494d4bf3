import { randomBytes } from 'node:crypto'
import { SealingError } from './errors.ts'
import {
  createKeyFile,
  destroyKeyFile,
  listKeyFiles,
  openKeyFolder,
  readKeyFile,
} from './key-files.ts'
import { keyBytes, keyStoreAgeMsMax } from './limits.ts'
import {
  decodeStoredKey,
  encodeStoredKey,
  type KeyFamily,
  keyFileName,
  type StoredKey,
} from './stored-key.ts'

/**
 * Keys in files, read into memory. Several processes may share a folder: a key created by one is
 * found by all, and a key destroyed by one leaves the others' memory within `keyStoreAgeMsMax` of
 * their next look. Every method is synchronous.
 */
export interface KeyStore {
  /** The key under this label, created at random (32 bytes) when there is none. */
  getOrCreate(family: KeyFamily, label: string): StoredKey
  find(family: KeyFamily, label: string): StoredKey | undefined
  findById(id: string): StoredKey | undefined
  /** All keys of a family by label, numbers in the order of numbers. */
  list(family: KeyFamily): readonly StoredKey[]
  /**
   * Keeps a key made elsewhere (32 bytes); of a receiver, its label is its id.
   * @throws SealingError `key-exists` when another key has this label, `length-invalid`.
   */
  put(family: KeyFamily, label: string, key: Buffer): StoredKey
  /** Overwrites and removes the file; false when there was none. */
  destroy(family: KeyFamily, label: string): boolean
  /** Reads the folder again at once. */
  refresh(): void
}

const byLabel = new Intl.Collator('en', { numeric: true })

/** @throws SealingError `key-folder-invalid`, `key-file-invalid`: others may read, or damaged. */
export function openKeyStore(folder: string): KeyStore {
  openKeyFolder(folder)
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
  const find = (name: string): StoredKey | undefined => {
    look()
    return known.get(name) ?? load(name)
  }
  const create = (family: KeyFamily, label: string, key: Buffer): StoredKey => {
    const name = keyFileName(family, label)
    const id = family === 'receiver' ? label : `${family}_${randomBytes(16).toString('hex')}`
    const createdAt = new Date().toISOString()
    createKeyFile(folder, name, encodeStoredKey({ id, family, label, createdAt, key }))
    // Read back, whoever won the race; gone again means destroyed meanwhile.
    return load(name) ?? create(family, label, key)
  }
  refresh()
  return {
    getOrCreate: (family, label) =>
      find(keyFileName(family, label)) ?? create(family, label, randomBytes(keyBytes)),
    find: (family, label) => find(keyFileName(family, label)),
    findById(id) {
      look()
      const held = [...known.values()].find(stored => stored.id === id)
      if (held !== undefined) return held
      refresh()
      return [...known.values()].find(stored => stored.id === id)
    },
    list(family) {
      look()
      return [...known.values()]
        .filter(stored => stored.family === family)
        .sort((a, b) => byLabel.compare(a.label, b.label))
    },
    put(family, label, key) {
      if (key.length !== keyBytes) throw new SealingError('length-invalid')
      const stored = find(keyFileName(family, label)) ?? create(family, label, key)
      if (!stored.key.equals(key)) throw new SealingError('key-exists')
      return stored
    },
    destroy(family, label) {
      const name = keyFileName(family, label)
      known.delete(name)
      return destroyKeyFile(folder, name)
    },
    refresh,
  }
}
