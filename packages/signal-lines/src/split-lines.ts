import { lineBytesMax } from './limits.ts'

/** The bytes of one line without its end; none are kept of a line that is too long. */
export interface RawLine {
  readonly bytes: Buffer
  readonly tooLong: boolean
}

export interface LineSplitter {
  /** The lines that end in this chunk, in order. The chunk may be reused afterwards. */
  push(chunk: Uint8Array): RawLine[]
  /** The last line, when the stream did not end with a line feed. */
  end(): RawLine[]
}

const lineFeed = 0x0a
const carriageReturn = 0x0d
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf])

/**
 * Cuts bytes into lines at LF or CRLF. Holds at most one line, however long it is: of one over the
 * limit (bytes, its end not counted) only the fact is kept. A byte order mark at the very start,
 * which spreadsheets write, is dropped. An empty line is a line: numbers stay those of an editor.
 */
export function createLineSplitter(bytesMax = lineBytesMax): LineSplitter {
  // One more for the carriage return, three for the mark, which are no part of the line.
  const heldBytesMax = bytesMax + 1 + byteOrderMark.length
  let held: Buffer = Buffer.alloc(0)
  let overflowed = false
  let first = true

  function hold(part: Buffer): void {
    if (overflowed || part.length === 0) return
    if (held.length + part.length > heldBytesMax) {
      overflowed = true
      held = Buffer.alloc(0)
      return
    }
    held = held.length === 0 ? Buffer.from(part) : Buffer.concat([held, part])
  }

  function finish(tail: Buffer): RawLine {
    const whole = held.length === 0 && !overflowed ? Buffer.from(tail) : undefined
    if (whole === undefined) hold(tail)
    const bytes = trimmed(whole ?? held, first)
    const tooLong = overflowed || bytes.length > bytesMax
    held = Buffer.alloc(0)
    overflowed = false
    first = false
    return { bytes: tooLong ? Buffer.alloc(0) : bytes, tooLong }
  }

  return {
    push(chunk) {
      const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
      const lines: RawLine[] = []
      let start = 0
      for (;;) {
        const end = bytes.indexOf(lineFeed, start)
        if (end === -1) break
        lines.push(finish(bytes.subarray(start, end)))
        start = end + 1
      }
      hold(bytes.subarray(start))
      return lines
    },
    end() {
      const nothing = held.length === 0 || (first && held.equals(byteOrderMark))
      return nothing && !overflowed ? [] : [finish(Buffer.alloc(0))]
    },
  }
}

function trimmed(bytes: Buffer, first: boolean): Buffer {
  const from = first && bytes.subarray(0, 3).equals(byteOrderMark) ? byteOrderMark.length : 0
  const to = bytes.at(-1) === carriageReturn ? bytes.length - 1 : bytes.length
  return bytes.subarray(from, Math.max(from, to))
}
