import { ZipError } from './errors.ts'
import { filesMax, nameCharactersMax, zipBytesMax } from './limits.ts'
import { centralHeader, endRecord, localHeader, type ZipFile } from './records.ts'

const nameForm = /^(?:[A-Za-z0-9][A-Za-z0-9._-]*\/)*[A-Za-z0-9][A-Za-z0-9._-]*$/u

/**
 * Packs files in this order, each as it is. The same files are the same bytes.
 * @throws ZipError `name-unfit`, `name-doubled`, `too-large`
 */
export function writeZip(files: readonly ZipFile[]): Buffer {
  if (files.length > filesMax) throw new ZipError('too-large')
  const names = new Set<string>()
  const parts: Uint8Array[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const file of files) {
    if (!nameForm.test(file.name) || file.name.length > nameCharactersMax) {
      throw new ZipError('name-unfit')
    }
    if (names.has(file.name)) throw new ZipError('name-doubled')
    names.add(file.name)
    const header = localHeader(file)
    parts.push(header, file.bytes)
    directory.push(centralHeader(file, offset))
    offset += header.length + file.bytes.length
    if (offset > zipBytesMax) throw new ZipError('too-large')
  }
  const bytes = directory.reduce((sum, each) => sum + each.length, 0)
  return Buffer.concat([...parts, ...directory, endRecord(files.length, { bytes, offset })])
}
