import { randomBytes } from 'node:crypto'
import { SealingError } from './errors.ts'
import { createKeyFile, destroyKeyFile, openKeyFolder } from './key-files.ts'
import { openKeyMemory } from './key-memory.ts'
import { keyBytes } from './limits.ts'
import { encodeStoredKey, type KeyFamily, keyFileName, type StoredKey } from './stored-key.ts'

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
  const memory = openKeyMemory(folder)

  const create = (family: KeyFamily, label: string, key: Buffer): StoredKey => {
    const name = keyFileName(family, label)
    const id = family === 'receiver' ? label : `${family}_${randomBytes(16).toString('hex')}`
    const createdAt = new Date().toISOString()
    createKeyFile(folder, name, encodeStoredKey({ id, family, label, createdAt, key }))
    // Read back, whoever won the race; gone again means destroyed meanwhile.
    return memory.find(name) ?? create(family, label, key)
  }
  return {
    getOrCreate: (family, label) =>
      memory.find(keyFileName(family, label)) ?? create(family, label, randomBytes(keyBytes)),
    find: (family, label) => memory.find(keyFileName(family, label)),
    findById(id) {
      const isIt = (stored: StoredKey): boolean => stored.id === id
      const held = memory.all().find(isIt)
      if (held !== undefined) return held
      memory.refresh()
      return memory.all().find(isIt)
    },
    list: family =>
      memory
        .all()
        .filter(stored => stored.family === family)
        .sort((a, b) => byLabel.compare(a.label, b.label)),
    put(family, label, key) {
      if (key.length !== keyBytes) throw new SealingError('length-invalid')
      const stored = memory.find(keyFileName(family, label)) ?? create(family, label, key)
      if (!stored.key.equals(key)) throw new SealingError('key-exists')
      return stored
    },
    destroy(family, label) {
      const name = keyFileName(family, label)
      memory.forget(name)
      return destroyKeyFile(folder, name)
    },
    refresh: memory.refresh,
  }
}
