import { ZipError } from './errors.ts'
import { filesMax, zipBytesMax } from './limits.ts'
import { localBytes, signatures, type ZipFile } from './records.ts'
import { writeZip } from './write-zip.ts'

/** Whether these bytes begin as a ZIP does. */
export function isZip(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 4))
  if (head.length < 4) return false
  const signature = head.readUInt32LE(0)
  return signature === signatures.local || signature === signatures.end
}

/**
 * Takes apart what `writeZip` made. What was read is packed again and must be these very bytes.
 * @throws ZipError `not-canonical` for anything else, `too-large`.
 */
export function readZip(bytes: Uint8Array): readonly ZipFile[] {
  if (bytes.length > zipBytesMax) throw new ZipError('too-large')
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const files = walk(whole)
  if (!isSame(files, whole)) throw new ZipError('not-canonical')
  return files
}

function walk(whole: Buffer): ZipFile[] {
  const files: ZipFile[] = []
  let at = 0
  while (at + localBytes <= whole.length && whole.readUInt32LE(at) === signatures.local) {
    const nameAt = at + localBytes
    const dataAt = nameAt + whole.readUInt16LE(at + 26)
    const end = dataAt + whole.readUInt32LE(at + 22)
    if (end > whole.length || files.length === filesMax) throw new ZipError('not-canonical')
    const name = whole.toString('latin1', nameAt, dataAt)
    files.push({ name, bytes: whole.subarray(dataAt, end) })
    at = end
  }
  return files
}

function isSame(files: readonly ZipFile[], whole: Buffer): boolean {
  try {
    return writeZip(files).equals(whole)
  } catch (error) {
    if (error instanceof ZipError) return false
    throw error
  }
}
