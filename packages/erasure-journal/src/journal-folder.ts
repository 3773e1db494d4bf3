import {
  chmodSync,
  closeSync,
  createReadStream,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { addMonths, monthOf, startOfMonth } from '@unefois/retention'
import type { JournalEntry } from './entry.ts'
import { limits } from './limits.ts'

/**
 * The journal outside its database: one file a month, one line of JSON an entry, only ever appended
 * to. It must not lie where a restore of the database would put an older one in its place.
 */
export interface JournalFolder {
  /** On disk when this answers. */
  append(entries: readonly JournalEntry[]): void
  /** Every entry that is kept, oldest file first. */
  read(): AsyncIterable<JournalEntry>
  /** Removes files that no backup is old enough to need. Answers how many. */
  forgetOld(now: Date): number
}

const fileName = /^journal-(\d{4}-\d{2})\.jsonl$/u
const newline = 10

/** Opens the folder (mode 0700, made on demand). */
export function openJournalFolder(folder: string): JournalFolder {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
  const months = () => readdirSync(folder).flatMap(name => fileName.exec(name)?.[1] ?? [])
  const fileOf = (month: string) => join(folder, `journal-${month}.jsonl`)
  return {
    append(entries) {
      for (const [month, lines] of byMonth(entries)) appendLines(folder, fileOf(month), lines)
    },
    async *read() {
      for (const month of months().sort()) yield* readEntries(fileOf(month))
    },
    forgetOld(now) {
      const first = monthOf(addMonths(startOfMonth(monthOf(now)), -limits.filesKeptMonths))
      const old = months().filter(month => month < first)
      for (const month of old) rmSync(fileOf(month), { force: true })
      return old.length
    },
  }
}

function byMonth(entries: readonly JournalEntry[]): Map<string, string[]> {
  const lines = new Map<string, string[]>()
  for (const entry of entries) {
    const month = entry.at.slice(0, 7)
    const own = lines.get(month) ?? []
    own.push(`${JSON.stringify(entry)}\n`)
    lines.set(month, own)
  }
  return lines
}

function appendLines(folder: string, path: string, lines: readonly string[]): void {
  const isNew = !existsSync(path)
  const file = openSync(path, 'a+', 0o600)
  try {
    dropTornLine(file)
    writeSync(file, lines.join(''))
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  if (isNew) syncFolder(folder)
}

/** A crash may leave half a line: its entry was never noted as exported, and comes again. */
function dropTornLine(file: number): void {
  const { size } = fstatSync(file)
  const last = Buffer.alloc(1)
  let end = size
  while (end > 0) {
    readSync(file, last, 0, 1, end - 1)
    if (last[0] === newline) break
    end -= 1
  }
  if (end < size) ftruncateSync(file, end)
}

/** What was put in a folder stands there after a crash. */
export function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}

async function* readEntries(path: string): AsyncIterable<JournalEntry> {
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Infinity })
  for await (const line of lines) {
    const entry = parse(line)
    if (entry !== undefined) yield entry
  }
}

/** What is not a whole entry is the torn end of a file that nobody has appended to since. */
function parse(line: string): JournalEntry | undefined {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
