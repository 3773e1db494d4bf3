import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { isCheckpoint, type ReadFile } from '@unefois/evidence'
import { isZip } from '@unefois/zip'
import { CliError } from '../cli-error.ts'
import { exitCodes } from '../exit-codes.ts'
import { limits } from '../limits.ts'

/** Something that can be verified, known by what it holds and not by its name. */
export type Evidence =
  | {
      readonly kind: 'access' | 'certificates' | 'checkpoint'
      readonly path: string
      readonly bytes: Buffer
    }
  | { readonly kind: 'log'; readonly path: string }

/** @throws CliError `file` when it cannot be read, or is none of what can be verified. */
export function readEvidence(path: string): Evidence {
  if (isFolder(path)) return { kind: 'log', path }
  const bytes = readWhole(path)
  if (isZip(bytes)) return { kind: 'access', path, bytes }
  if (isCheckpoint(bytes)) return { kind: 'checkpoint', path, bytes }
  if (/^\s*\{/u.test(bytes.toString('utf8', 0, headBytes)))
    return { kind: 'certificates', path, bytes }
  throw new CliError(exitCodes.file, 'verify-kind-unknown', { path })
}

const headBytes = 64

/** A whole file. @throws CliError `file` */
export function readWhole(path: string): Buffer {
  const bytes = readUnless(path)
  if (bytes === undefined) throw new CliError(exitCodes.file, 'file-absent', { path })
  return bytes
}

/** Files of a folder of the log: `checkpoint`, `policy`, `tile/…`. */
export function folderReader(folder: string): ReadFile {
  return path => readUnless(join(folder, path))
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch (error) {
    throw unreadable(path, error)
  }
}

/** Undefined for a file that is not there. */
function readUnless(path: string): Buffer | undefined {
  try {
    if (statSync(path).size > limits.evidenceBytesMax) {
      throw new CliError(exitCodes.file, 'file-unreadable', { path, code: 'EFBIG' })
    }
    return readFileSync(path)
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined
    throw unreadable(path, error)
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
