import { type FileHandle, lstat, open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createMatcher, type Matcher } from './matcher.ts'
import type { Suspect } from './suspects.ts'

const chunkBytes = 4_194_304
/** What is kept of what is found: one is enough to fail, a few tell where to look. */
const findingsMax = 10_000

/** A suspect found in a file. */
export interface ScanFinding {
  readonly file: string
  readonly position: number
  /** Which of the suspects, counted from 0. */
  readonly suspect: number
  readonly secret: string
  readonly form: string
}

export interface ScanReport {
  readonly files: number
  readonly bytes: number
  readonly suspects: number
  readonly findings: readonly ScanFinding[]
  /** Files left out because they were named. */
  readonly excluded: readonly string[]
  /** Files that could not be read: a scan that could not look says so. */
  readonly unread: readonly string[]
}

/**
 * Reads every file under `folders` once, a few megabytes at a time, and reports each suspect that
 * lies in one. Links are not followed; a file that vanishes meanwhile is left out, one that may not
 * be read is reported. It never repeats what it found, only which secret and in which form.
 *
 * @param excluded paths of files that are known to hold the secrets, such as the scenario's input.
 * @param onFile hears of every file that was read, so that the caller can tell what was looked at.
 */
export async function scanFiles(options: {
  folders: readonly string[]
  suspects: readonly Suspect[]
  excluded?: readonly string[]
  onFile?: (file: string, bytes: number) => void
}): Promise<ScanReport> {
  const matcher = createMatcher(options.suspects.map(suspect => suspect.bytes))
  const excluded = new Set(options.excluded ?? [])
  const buffer = Buffer.allocUnsafe(chunkBytes + matcher.longest)
  const report = { files: 0, bytes: 0, skipped: [] as string[], unread: [] as string[] }
  const findings: ScanFinding[] = []
  for (const folder of options.folders) {
    for await (const file of listFiles(folder, report.unread)) {
      if (excluded.has(file)) {
        report.skipped.push(file)
        continue
      }
      const handle = await openIfThere(file, report.unread)
      if (handle === undefined) continue
      try {
        const bytes = await scanFile(handle, matcher, buffer, (index, position, newFrom) => {
          const suspect = options.suspects[index]
          if (suspect === undefined || findings.length >= findingsMax) return
          // All of it lies in the overlap: it was reported with the chunk before.
          if (position + suspect.bytes.length <= newFrom) return
          const { secret, form } = suspect
          findings.push({ file, position, suspect: index, secret, form })
        })
        report.files += 1
        report.bytes += bytes
        options.onFile?.(file, bytes)
      } finally {
        await handle.close()
      }
    }
  }
  const { files, bytes, skipped, unread } = report
  return { files, bytes, suspects: options.suspects.length, findings, excluded: skipped, unread }
}

/** Scans one open file; chunks overlap by all but one byte of the longest suspect. */
async function scanFile(
  handle: FileHandle,
  matcher: Matcher,
  buffer: Buffer,
  found: (index: number, position: number, newFrom: number) => void,
): Promise<number> {
  let position = 0
  let kept = 0
  for (;;) {
    const { bytesRead } = await handle.read(buffer, kept, buffer.length - kept, position)
    if (bytesRead === 0) return position
    const start = position - kept
    const newFrom = position
    matcher.search(buffer.subarray(0, kept + bytesRead), (index, at) => {
      found(index, start + at, newFrom)
    })
    position += bytesRead
    const filled = kept + bytesRead
    kept = Math.min(matcher.longest - 1, filled)
    buffer.copyWithin(0, filled - kept, filled)
  }
}

async function* listFiles(folder: string, unread: string[]): AsyncGenerator<string> {
  for (const name of await namesIn(folder, unread)) {
    const path = join(folder, name)
    const found = await lstat(path).catch(() => undefined)
    if (found?.isDirectory()) yield* listFiles(path, unread)
    else if (found?.isFile()) yield path
  }
}

async function namesIn(folder: string, unread: string[]): Promise<string[]> {
  try {
    return (await readdir(folder)).sort()
  } catch (error) {
    if (!isGone(error)) unread.push(folder)
    return []
  }
}

async function openIfThere(file: string, unread: string[]): Promise<FileHandle | undefined> {
  try {
    return await open(file, 'r')
  } catch (error) {
    if (!isGone(error)) unread.push(file)
    return undefined
  }
}

function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
