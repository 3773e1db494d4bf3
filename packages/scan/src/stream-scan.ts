import { createMatcher, type Matcher } from './matcher.ts'
import type { Suspect } from './suspects.ts'

/** Bytes gathered before they are searched: rows of a table come a few hundred bytes at a time. */
const windowBytes = 1_048_576
/** What is kept of what is found: one is enough to fail, a few tell where to look. */
const findingsMax = 10_000

/** What is looked for, ready to be searched in any number of streams. */
export interface Search {
  readonly suspects: readonly Suspect[]
  readonly matcher: Matcher
}

/** @throws when there is nothing to look for. */
export function openSearch(suspects: readonly Suspect[]): Search {
  return { suspects, matcher: createMatcher(suspects.map(suspect => suspect.bytes)) }
}

/** A suspect found: where, which and in which form; never its value. */
export interface ScanFinding {
  readonly place: string
  /** A file, a table or a subject of the bus. */
  readonly where: string
  /** The first byte's offset in the file (or what was packed in it), the rows, the message. */
  readonly position: number
  /** Which of the suspects, counted from 0. */
  readonly suspect: number
  readonly secret: string
  readonly form: string
}

/** Findings of one run, no more than `findingsMax` of them. */
export interface Findings {
  readonly list: readonly ScanFinding[]
  add(finding: ScanFinding): void
}

/** Starts with none. */
export function openFindings(): Findings {
  const list: ScanFinding[] = []
  return {
    list,
    add(finding) {
      if (list.length < findingsMax) list.push(finding)
    },
  }
}

/** Searches one stream of bytes, however it is cut. */
export interface StreamScan {
  push(bytes: Uint8Array): void
  /** Searches the rest. Answers how many bytes there were. */
  end(): number
}

/** Windows overlap by all but one byte of the longest suspect; what lies there is told once. */
export function openStreamScan(
  search: Search,
  findings: Findings,
  at: { place: string; where: string },
): StreamScan {
  const { matcher, suspects } = search
  let kept = Buffer.alloc(0)
  let waiting: Uint8Array[] = []
  let waitingBytes = 0
  let searched = 0

  const flush = () => {
    if (waitingBytes === 0) return
    const bytes = Buffer.concat([kept, ...waiting])
    const start = searched - kept.length
    matcher.search(bytes, (index, offset) => {
      const suspect = suspects[index]
      // All of it lies in the overlap: it was reported with the window before.
      if (suspect === undefined || offset + suspect.bytes.length <= kept.length) return
      const { secret, form } = suspect
      findings.add({ ...at, position: start + offset, suspect: index, secret, form })
    })
    searched += waitingBytes
    kept = Buffer.from(bytes.subarray(Math.max(0, bytes.length - matcher.longest + 1)))
    waiting = []
    waitingBytes = 0
  }
  return {
    push(bytes) {
      waiting.push(bytes)
      waitingBytes += bytes.length
      if (waitingBytes >= windowBytes) flush()
    },
    end() {
      flush()
      return searched
    },
  }
}
