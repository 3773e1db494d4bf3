import { crc32 } from 'node:zlib'

/** One file inside: a path of plain ASCII names, and its bytes. */
export interface ZipFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Signatures of the records, little-endian (APPNOTE §4.3). */
export const signatures = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50 } as const
export const localBytes = 30
const centralBytes = 46
const endBytes = 22
/** Version 1.0: stored files. */
const version = 10
/** The first day that a ZIP can say: 1980-01-01, midnight. */
const firstDay = 0x0021

/** What stands before a file's bytes (APPNOTE §4.3.7). */
export function localHeader({ name, bytes }: ZipFile): Buffer {
  const header = Buffer.alloc(localBytes)
  header.writeUInt32LE(signatures.local, 0)
  writeCommon(header, 4, { name, bytes })
  return Buffer.concat([header, Buffer.from(name, 'ascii')])
}

/** What the directory says of a file that begins at `offset` (APPNOTE §4.3.12). */
export function centralHeader({ name, bytes }: ZipFile, offset: number): Buffer {
  const header = Buffer.alloc(centralBytes)
  header.writeUInt32LE(signatures.central, 0)
  header.writeUInt16LE(version, 4)
  writeCommon(header, 6, { name, bytes })
  header.writeUInt32LE(offset, 42)
  return Buffer.concat([header, Buffer.from(name, 'ascii')])
}

/** What ends the file (APPNOTE §4.3.16). */
export function endRecord(files: number, directory: { bytes: number; offset: number }): Buffer {
  const record = Buffer.alloc(endBytes)
  record.writeUInt32LE(signatures.end, 0)
  record.writeUInt16LE(files, 8)
  record.writeUInt16LE(files, 10)
  record.writeUInt32LE(directory.bytes, 12)
  record.writeUInt32LE(directory.offset, 16)
  return record
}

/** Version needed, flags, method, time, day, CRC, both sizes, length of the name. */
function writeCommon(header: Buffer, at: number, { name, bytes }: ZipFile): void {
  header.writeUInt16LE(version, at)
  header.writeUInt16LE(firstDay, at + 8)
  header.writeUInt32LE(crc32(bytes), at + 10)
  header.writeUInt32LE(bytes.length, at + 14)
  header.writeUInt32LE(bytes.length, at + 18)
  header.writeUInt16LE(name.length, at + 22)
}
