import { randomBytes } from 'node:crypto'
import {
  closeSync,
  fstatSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { SealingError } from './errors.ts'
import { keyFileBytesMax, keyFileUnfinishedMsMax } from './limits.ts'

const folderMode = 0o700
const fileMode = 0o600
const othersMask = 0o077
const unfinished = '.unfinished-'
const dying = '.dying-'

/**
 * Creates the folder for its owner alone and finishes what a crash left: a destruction begun is
 * ended, a creation begun is undone.
 *
 * @throws SealingError `key-folder-invalid` when others may enter an existing folder.
 */
export function openKeyFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: folderMode })
  const stat = statSync(folder)
  if (!stat.isDirectory() || (stat.mode & othersMask) !== 0) {
    throw new SealingError('key-folder-invalid')
  }
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (name.startsWith(dying)) overwriteAndUnlink(path)
    if (name.startsWith(unfinished) && isOld(path)) overwriteUnlessLinked(path)
  }
}

/** The names of all finished key files of the folder. */
export function listKeyFiles(folder: string): string[] {
  return readdirSync(folder).filter(name => name.endsWith('.key') && !name.startsWith('.'))
}

/** The file's text, or undefined when it does not exist (any more). */
export function readKeyFile(folder: string, name: string): string | undefined {
  const descriptor = ifPresent(() => openSync(join(folder, name), 'r'))
  if (descriptor === undefined) return undefined
  try {
    const stat = fstatSync(descriptor)
    if ((stat.mode & othersMask) !== 0 || stat.size > keyFileBytesMax) {
      throw new SealingError('key-file-invalid')
    }
    const bytes = Buffer.alloc(stat.size)
    readSync(descriptor, bytes, 0, stat.size, 0)
    return bytes.toString('utf8')
  } finally {
    closeSync(descriptor)
  }
}

/**
 * Writes a file whole or not at all, durably, and never over another: of several processes that
 * race, one wins. Answers whether it was this one.
 */
export function createKeyFile(folder: string, name: string, text: string): boolean {
  const temporary = join(folder, `${unfinished}${randomBytes(8).toString('hex')}`)
  writeDurably(openSync(temporary, 'wx', fileMode), Buffer.from(text))
  try {
    linkSync(temporary, join(folder, name))
    return true
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false
    throw error
  } finally {
    unlinkSync(temporary)
    syncFolder(folder)
  }
}

/**
 * Renames, overwrites with random bytes, syncs, unlinks: nobody reads half a key, and a crash in
 * between is finished at the next start. Answers false when there was no such file.
 */
export function destroyKeyFile(folder: string, name: string): boolean {
  const path = join(folder, `${dying}${randomBytes(8).toString('hex')}`)
  const renamed = ifPresent(() => {
    renameSync(join(folder, name), path)
    return true
  })
  if (renamed === undefined) return false
  overwriteAndUnlink(path)
  syncFolder(folder)
  return true
}

function overwriteAndUnlink(path: string): void {
  const descriptor = ifPresent(() => openSync(path, 'r+'))
  if (descriptor === undefined) return
  writeDurably(descriptor, randomBytes(Math.max(1, fstatSync(descriptor).size)))
  ifPresent(() => unlinkSync(path))
}

/** After a crash between link and unlink the temporary name shares its bytes with a living key. */
function overwriteUnlessLinked(path: string): void {
  const stat = ifPresent(() => statSync(path))
  if (stat === undefined) return
  if (stat.nlink > 1) ifPresent(() => unlinkSync(path))
  else overwriteAndUnlink(path)
}

function writeDurably(descriptor: number, bytes: Buffer): void {
  try {
    writeSync(descriptor, bytes, 0, bytes.length, 0)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

function isOld(path: string): boolean {
  const stat = ifPresent(() => statSync(path))
  return stat !== undefined && Date.now() - stat.mtimeMs > keyFileUnfinishedMsMax
}

/** Other processes work in the same folder: what is gone is gone, anything else is an error. */
function ifPresent<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
