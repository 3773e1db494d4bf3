import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { isGone, type ListedFile, listFiles, type Root } from './list-files.ts'
import { type Findings, openStreamScan, type Search } from './stream-scan.ts'
import { isClosed, unpackerOf } from './unpack.ts'

const chunkBytes = 4_194_304

export interface FileReport {
  readonly files: number
  readonly bytes: number
  /** Files left out because they were named. */
  readonly excluded: readonly string[]
  /** What could not be read: a scan that could not look says so. */
  readonly unread: readonly string[]
}

/**
 * Reads every file under `roots` once, a few megabytes at a time, and reports each suspect that
 * lies in one. A file whose name says that it is packed (gzip, zstd, brotli) is searched as it
 * lies and as what is in it; one packed or encrypted otherwise counts as unread. A file that
 * vanishes meanwhile is left out. What is found is never repeated, only where and in which form.
 *
 * @param excluded paths of files that are known to hold the secrets, such as a scenario's input.
 * @param onFile hears of every file that was read, so that the caller can tell what was looked at.
 */
export async function scanFiles(options: {
  roots: readonly Root[]
  search: Search
  findings: Findings
  excluded?: readonly string[]
  onFile?: (file: ListedFile) => void
  signal?: AbortSignal
}): Promise<FileReport> {
  const excluded = new Set(options.excluded ?? [])
  const report = { files: 0, bytes: 0, excluded: [] as string[], unread: [] as string[] }
  const buffer = Buffer.allocUnsafe(chunkBytes)
  for await (const file of listFiles(options.roots, path => void report.unread.push(path))) {
    options.signal?.throwIfAborted()
    const { path, place } = file
    if (excluded.has(path)) {
      report.excluded.push(path)
      continue
    }
    const bytes = await ifReadable(path, report.unread, async handle => {
      const scan = openStreamScan(options.search, options.findings, { place, where: path })
      for (;;) {
        const { bytesRead } = await handle.read(buffer, 0, chunkBytes, null)
        if (bytesRead === 0) return scan.end()
        options.signal?.throwIfAborted()
        scan.push(Buffer.from(buffer.subarray(0, bytesRead)))
      }
    })
    if (bytes === undefined) continue
    if (isClosed(path) || !(await scanPacked(file, options))) report.unread.push(path)
    report.files += 1
    report.bytes += bytes
    options.onFile?.({ ...file, bytes })
  }
  return report
}

/** Searches what is packed in a file. False when it says it is packed and cannot be unpacked. */
async function scanPacked(
  { path, place }: ListedFile,
  { search, findings }: { search: Search; findings: Findings },
): Promise<boolean> {
  const unpack = unpackerOf(path)
  if (unpack === undefined) return true
  const scan = openStreamScan(search, findings, { place, where: path })
  const packed = createReadStream(path)
  const unpacked = packed.pipe(unpack())
  packed.once('error', error => unpacked.destroy(error))
  try {
    for await (const chunk of unpacked) scan.push(chunk)
    scan.end()
    return true
  } catch (error) {
    scan.end()
    return isGone(error)
  }
}

async function ifReadable<T>(
  path: string,
  unread: string[],
  work: (handle: FileHandle) => Promise<T>,
): Promise<T | undefined> {
  let handle: FileHandle
  try {
    handle = await open(path, 'r')
  } catch (error) {
    if (!isGone(error)) unread.push(path)
    return undefined
  }
  try {
    return await work(handle)
  } finally {
    await handle.close()
  }
}
