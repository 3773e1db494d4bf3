import {
  closeSync,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { isCheckpoint, type ReadFile } from '@unefois/evidence'
import { isZip } from '@unefois/zip'
import { CliError } from '../cli-error.ts'
import { exitCodes } from '../exit-codes.ts'
import { limits } from '../limits.ts'
import { countOf } from '../text.ts'

/** Something that can be verified, known by what it holds and not by its name. */
export interface Evidence {
  readonly kind: 'access' | 'certificates' | 'checkpoint' | 'log'
  readonly path: string
  /** What was named: the file itself, or the folder that it lies in. */
  readonly named: string
}

/**
 * What lies at a path: a file, a folder of the log, or a folder of files that can be verified.
 * @param onSkipped hears of files of a folder that are nothing of the kind.
 * @throws CliError `file` when it cannot be read, or there is nothing to be verified.
 */
export function findEvidence(path: string, onSkipped: (path: string) => void): Evidence[] {
  if (!isFolder(path)) {
    const kind = kindOf(path)
    if (kind === undefined) throw new CliError(exitCodes.file, 'verify-kind-unknown', { path })
    return [{ kind, path, named: path }]
  }
  const names = readdirSync(path).sort()
  if (names.includes('checkpoint') || names.includes('tile')) {
    return [{ kind: 'log', path, named: path }]
  }
  const found = names.slice(0, limits.folderFilesMax + 1).flatMap((name): Evidence[] => {
    const file = join(path, name)
    const kind = isFolder(file) ? undefined : kindOf(file)
    if (kind !== undefined) return [{ kind, path: file, named: path }]
    onSkipped(file)
    return []
  })
  if (found.length === 0) throw new CliError(exitCodes.file, 'verify-folder-empty', { path })
  if (names.length <= limits.folderFilesMax) return found
  const count = countOf(limits.folderFilesMax)
  throw new CliError(exitCodes.file, 'verify-folder-full', { path, count })
}

/** By its first bytes: nothing larger than a checkpoint is read before it is judged. */
function kindOf(path: string): Evidence['kind'] | undefined {
  const head = readUnless(path, limits.evidenceBytesMax, limits.noteBytesMax)
  if (head === undefined) throw new CliError(exitCodes.file, 'file-absent', { path })
  if (isZip(head)) return 'access'
  if (isCheckpoint(head)) return 'checkpoint'
  return /^\s*\{/u.test(head.toString('utf8', 0, headBytes)) ? 'certificates' : undefined
}

const headBytes = 64

/** A whole file. @throws CliError `file` */
export function readWhole(path: string, bytesMax: number = limits.evidenceBytesMax): Buffer {
  const bytes = readUnless(path, bytesMax)
  if (bytes === undefined) throw new CliError(exitCodes.file, 'file-absent', { path })
  return bytes
}

/** Files of a folder of the log: `checkpoint`, `policy`, `tile/…`. */
export function folderReader(folder: string): ReadFile {
  return path => readUnless(join(folder, path), limits.noteBytesMax)
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch (error) {
    throw unreadable(path, error)
  }
}

/**
 * Undefined for a file that is not there. What is no file, or larger than it may be, is not read: a
 * pipe or a device would never end.
 * @param headMax so many of its first bytes are enough.
 */
function readUnless(path: string, bytesMax: number, headMax?: number): Buffer | undefined {
  try {
    const found = statSync(path, { throwIfNoEntry: false })
    if (found === undefined) return undefined
    if (!found.isFile()) throw new CliError(exitCodes.file, 'file-none', { path })
    return readBounded(path, bytesMax, headMax)
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined
    throw unreadable(path, error)
  }
}

function readBounded(path: string, bytesMax: number, headMax: number | undefined): Buffer {
  const file = openSync(path, 'r')
  try {
    const { size } = fstatSync(file)
    if (size > bytesMax) {
      throw new CliError(exitCodes.file, 'file-too-big', { path, bytes: countOf(bytesMax) })
    }
    if (headMax === undefined) return readFileSync(file)
    const head = Buffer.alloc(Math.min(size, headMax))
    return head.subarray(0, readSync(file, head, 0, head.length, 0))
  } finally {
    closeSync(file)
  }
}

function unreadable(path: string, error: unknown): unknown {
  if (error instanceof CliError) return error
  const code = codeOf(error)
  const key = code === 'ENOENT' ? 'file-absent' : 'file-unreadable'
  return new CliError(exitCodes.file, key, { path, code })
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
}
