import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { CliError } from '../cli-error.ts'
import { exitCodes } from '../exit-codes.ts'
import { limits } from '../limits.ts'

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u

/** The batch that a state file names; undefined when there is none. @throws CliError `file` */
export function readState(path: string): string | undefined {
  if (!existsSync(path)) return undefined
  try {
    if (statSync(path).size > limits.stateBytesMax) throw new Error('too large')
    const { batch } = JSON.parse(readFileSync(path, 'utf8'))
    if (typeof batch === 'string' && uuid.test(batch)) return batch
  } catch {
    // Whatever it is, it is not ours: said below.
  }
  throw new CliError(exitCodes.file, 'state-foreign', { path })
}

/**
 * Keeps the batch's id and nothing else: where it stands, only the hub knows for sure. Whole or not
 * at all, and durable before the first line leaves: a kill at any moment finds the old or the new.
 */
export function writeState(path: string, batch: string): void {
  const draft = `${path}.${process.pid}.draft`
  try {
    const descriptor = openSync(draft, 'w', 0o600)
    try {
      writeSync(descriptor, `${JSON.stringify({ batch })}\n`)
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
    renameSync(draft, path)
    syncFolder(dirname(path))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    throw new CliError(exitCodes.file, 'file-unwritable', { path, code })
  }
}

/** Windows cannot open a folder, and needs not. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
