import { createLineSplitter, lineBytesMax, type RawLine } from '@unefois/signal-lines'
import { limits } from './limits.ts'
import type { LineSource } from './line-source.ts'

/** Some consecutive lines of a batch, held until the hub says that it has them. */
export interface Segment {
  /** The number of its first line, from 1. */
  readonly from: number
  readonly lines: readonly Buffer[]
  /** A CSV's first row, which goes before every part of it. */
  readonly header: Buffer | undefined
}

const lineFeed = Buffer.from('\n')
/** Stands for a line that is too long, so that the numbers after it stay and the hub refuses it. */
const tooLong = Buffer.alloc(lineBytesMax + 1, 'x')

/** Cuts a source into segments from line `from` on, one at a time. */
export async function* segmentsOf(
  source: LineSource,
  from: number,
  linesMax: number = limits.segmentLinesMax,
): AsyncGenerator<Segment> {
  const splitter = createLineSplitter()
  let header: Buffer | undefined
  let next = 1
  let first = from
  let lines: Buffer[] = []

  function* take(raws: readonly RawLine[]): Generator<Segment> {
    for (const raw of raws) {
      if (source.format === 'csv' && header === undefined) {
        header = raw.bytes
        continue
      }
      if (next >= from) lines.push(raw.tooLong ? tooLong : raw.bytes)
      next += 1
      if (lines.length === linesMax) yield flush()
    }
  }
  function flush(): Segment {
    const segment = { from: first, lines, header }
    first = next
    lines = []
    return segment
  }

  for await (const chunk of source.bytes) yield* take(splitter.push(chunk))
  yield* take(splitter.end())
  if (lines.length > 0) yield flush()
}

/** The lines of a segment that the hub has not, undefined when it has all. */
export function remainder(segment: Segment, nextLine: number): Segment | undefined {
  const known = Math.max(0, nextLine - segment.from)
  if (known >= segment.lines.length) return undefined
  return { ...segment, from: segment.from + known, lines: segment.lines.slice(known) }
}

/** The body of a PUT: the header row of a CSV, then the lines. */
export function bytesOf({ header, lines }: Segment): Buffer {
  const parts = header === undefined ? lines : [header, ...lines]
  return Buffer.concat(parts.flatMap(line => [line, lineFeed]))
}

/**
 * Counts the lines of a source without keeping them: the number that a batch is opened with.
 * A CSV's header row is not counted.
 */
export async function countLines(source: LineSource): Promise<number> {
  const splitter = createLineSplitter()
  let count = 0
  for await (const chunk of source.bytes) count += splitter.push(chunk).length
  count += splitter.end().length
  return source.format === 'csv' ? Math.max(0, count - 1) : count
}
