import type { ProblemPointer } from '@unefois/errors'
import { type CsvHeader, type CsvHeaderFault, readCsvHeader } from './csv.ts'
import { type LineReading, readLine } from './read-line.ts'
import { createLineSplitter, type RawLine } from './split-lines.ts'

export type LineFormat = 'ndjson' | 'csv'

/** A line with its number: from 1; a CSV's header is line 0. */
export type NumberedLine = LineReading & { readonly line: number; readonly raw: RawLine }

/** The header row is refused: no line after it means anything. */
export class CsvHeaderError extends Error {
  readonly fault: CsvHeaderFault

  constructor(fault: CsvHeaderFault) {
    super(`the header row is refused: ${fault.reason}`)
    this.name = 'CsvHeaderError'
    this.fault = fault
  }

  /** As a problem document points at it. */
  get pointers(): readonly ProblemPointer[] {
    const { fault } = this
    if (fault.reason === 'missing-column') {
      return [{ pointer: `/${fault.missing.replace('.', '/')}`, detail: 'is no column' }]
    }
    const detail = fault.reason === 'unknown-column' ? 'has no known name' : 'stands there twice'
    return [{ pointer: `/${fault.column - 1}`, detail }]
  }
}

export interface LineReader {
  /** A CSV's columns, once its first row was read. */
  readonly header: CsvHeader | undefined
  /** @throws CsvHeaderError */
  push(chunk: Uint8Array): NumberedLine[]
  /** The last line, when nothing ended it. @throws CsvHeaderError when no header came, too. */
  end(): NumberedLine[]
}

/**
 * Reads a stream of lines as it comes. `from` is the number of its first line: a CSV that goes on
 * at line 5,001 begins with the header row all the same.
 */
export function createLineReader(options: { format: LineFormat; from?: number }): LineReader {
  const splitter = createLineSplitter()
  let header: CsvHeader | undefined
  let next = options.from ?? 1

  function read(lines: readonly RawLine[]): NumberedLine[] {
    const numbered: NumberedLine[] = []
    for (const raw of lines) {
      if (options.format === 'csv' && header === undefined) {
        header = headerOf(raw)
        continue
      }
      numbered.push({ ...readLine(raw, header), line: next, raw })
      next += 1
    }
    return numbered
  }

  return {
    get header() {
      return header
    },
    push: chunk => read(splitter.push(chunk)),
    end() {
      const last = read(splitter.end())
      if (options.format === 'csv' && header === undefined) headerOf({ bytes: Buffer.alloc(0) })
      return last
    },
  }
}

function headerOf(raw: Pick<RawLine, 'bytes'>): CsvHeader {
  const reading = readCsvHeader(raw.bytes.toString('utf8'))
  if (!reading.ok) throw new CsvHeaderError(reading.fault)
  return reading.header
}
