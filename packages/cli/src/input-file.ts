import { createReadStream } from 'node:fs'
import { formatOfFile, type LineSource, linesOfFile } from '@unefois/sdk'
import {
  CsvHeaderError,
  createLineSplitter,
  csvColumns,
  type LineFormat,
  readCsvHeader,
} from '@unefois/signal-lines'
import { CliError } from './cli-error.ts'
import { exitCodes } from './exit-codes.ts'

/** A file of lines that may be read several times. */
export interface InputFile {
  readonly path: string
  readonly format: LineFormat
  open(): LineSource
}

/** @throws CliError when neither the name nor `--format` says what the file holds. */
export function inputFile(path: string, asked: string | undefined): InputFile {
  const format = asked === 'csv' || asked === 'ndjson' ? asked : formatOfFile(path)
  if (format === undefined || (asked !== undefined && asked !== format)) {
    throw new CliError(exitCodes.file, 'file-kind-unknown', { path })
  }
  return { path, format, open: () => linesOfFile(path, format) }
}

/**
 * Does something with the file's lines and says what is wrong with the file itself in words.
 * @throws CliError `file`; anything else as it was.
 */
export async function reading<Result>(
  { path }: InputFile,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof CsvHeaderError) throw headerFault(path, error)
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    const isOfFile = /^(?:ENOENT|EACCES|EISDIR|EPERM|ENOTDIR|EIO|EMFILE|Z_[A-Z_]+)$/u.test(code)
    if (!isOfFile) throw error
    throw unreadable(path, code)
  }
}

function unreadable(path: string, code: string): CliError {
  const key = code === 'ENOENT' ? 'file-absent' : 'file-unreadable'
  return new CliError(exitCodes.file, key, { path, code })
}

/** The first row of a CSV is looked at before anything is sent. @throws CsvHeaderError */
export async function checkHeader(file: InputFile): Promise<void> {
  if (file.format !== 'csv') return
  const splitter = createLineSplitter()
  for await (const chunk of file.open().bytes) {
    const [first] = splitter.push(chunk)
    if (first === undefined) continue
    checkRow(first.bytes)
    return
  }
  checkRow(splitter.end()[0]?.bytes ?? Buffer.alloc(0))
}

function checkRow(bytes: Buffer): void {
  const reading = readCsvHeader(bytes.toString('utf8'))
  if (!reading.ok) throw new CsvHeaderError(reading.fault)
}

function headerFault(path: string, { fault }: CsvHeaderError): CliError {
  if (fault.reason === 'missing-column') {
    return new CliError(exitCodes.file, 'header-missing', { path, column: fault.missing })
  }
  const names = csvColumns.join(', ')
  return new CliError(exitCodes.file, 'header-column', { path, column: fault.column, names })
}

/** The whole of a small text: a file, or standard input for `-`. @throws CliError `file` */
export async function readSmall(path: string, bytesMax: number): Promise<string> {
  const stream = path === '-' ? process.stdin : createReadStream(path)
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of stream) {
      bytes += chunk.length
      if (bytes > bytesMax) throw new CliError(exitCodes.file, 'not-json', { path })
      chunks.push(Buffer.from(chunk))
    }
  } catch (error) {
    if (error instanceof CliError) throw error
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    throw unreadable(path, code)
  }
  return Buffer.concat(chunks).toString('utf8')
}
