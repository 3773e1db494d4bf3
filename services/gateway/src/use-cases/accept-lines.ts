import { timingSafeEqual } from 'node:crypto'
import type { SignalBatchStatus } from '@unefois/contracts'
import { isRowFault } from '@unefois/database'
import { Problem } from '@unefois/errors'
import { batchLinesMax, type NumberedLine } from '@unefois/signal-lines'
import { dayOf } from '../domain/month.ts'
import { problems } from '../errors.ts'
import {
  findLines,
  fingerprintBytes,
  type LinesAnswer,
  type StoredLines,
  writeLines,
} from '../repositories/batch-lines.ts'
import type { BatchRow } from '../repositories/batches.ts'
import { settleLines } from '../settle-lines.ts'
import type { StreamSlots } from '../stream-slots.ts'
import {
  type AcceptDependencies,
  offered,
  personAgreementUnfit,
  refuseWhole,
} from './accept-signals.ts'
import { fingerprintLine, type PreparedLine, prepareLine } from './prepare-line.ts'
import type { Sender } from './prepare-signal.ts'
import { getBatch, readBatch } from './read-batch.ts'

export interface AcceptLinesDependencies extends AcceptDependencies {
  readonly slots: StreamSlots
  /** Told what was stored: an objected line is an accepted one. */
  readonly onStored: (counts: { accepted: number; refused: number }) => void
  readonly onEnded: (end: StreamEnd) => void
}

/** How a stream of lines ended; `code` is that of its refusal. */
export interface StreamEnd {
  readonly batch: string
  readonly agency: string
  readonly nextLine: number
  readonly stored: number
  readonly durationMs: number
  readonly code?: string
}

export interface LinesInput {
  readonly sender: Sender
  readonly batchId: string
  /** The number of the stream's first line. */
  readonly from: number
  /** Opened once the batch is known to take lines from there. */
  readonly lines: () => AsyncIterable<readonly NumberedLine[]>
}

/** One stream on its way. `nextLine` and `stored` move when a chunk has been committed. */
interface Run {
  readonly deps: AcceptLinesDependencies
  readonly sender: Sender
  readonly batch: BatchRow
  nextLine: number
  stored: number
}

/**
 * Stores a stream of lines, chunk by chunk: while Postgres writes one the next is prepared, and
 * nothing else is read. A line that was stored before is compared and skipped, so sending again is
 * harmless. Resolves when the stream has ended and all of it is stored.
 * @throws Problem with `nextLine`; what was stored before stays stored.
 */
export function acceptLines(deps: AcceptLinesDependencies) {
  const read = readBatch(deps)
  return async (input: LinesInput): Promise<SignalBatchStatus> => {
    const { sender, batchId: id } = input
    const batch = await getBatch(deps, sender.agency, id)
    const { nextLine } = batch
    if (input.from > nextLine) throw problems['batch-line-ahead']({ extra: { nextLine } })
    let leave = () => {}
    const run: Run = { deps, sender, batch, nextLine, stored: 0 }
    const startedMs = performance.now()
    const end = (code?: string) => {
      const durationMs = Math.round(performance.now() - startedMs)
      const at = { batch: id, agency: sender.agency, nextLine: run.nextLine, stored: run.stored }
      deps.onEnded({ ...at, durationMs, ...(code === undefined ? {} : { code }) })
    }
    try {
      leave = deps.slots.enter(sender.agency)
      await storeAll(run, input.lines())
      end()
    } catch (error) {
      const told = withNextLine(error, run.nextLine)
      end(told instanceof Problem ? told.code : 'unexpected')
      throw told
    } finally {
      leave()
    }
    return read(sender.agency, id)
  }
}

async function storeAll(run: Run, chunks: AsyncIterable<readonly NumberedLine[]>): Promise<void> {
  let writing = Promise.resolve()
  try {
    for await (const lines of chunks) {
      const known = lines.filter(each => each.line < run.nextLine)
      const { prepared, stop } = await prepareChunk(run, lines.slice(known.length))
      await writing
      writing = store(run, known, prepared)
      // Awaited below or at the next chunk: until then a failure waits too.
      writing.catch(() => {})
      if (stop !== undefined) throw stop
    }
  } finally {
    await writing
  }
}

/** Prepares lines up to one that stops the stream: those before it are stored all the same. */
async function prepareChunk(
  { deps, sender, batch }: Run,
  lines: readonly NumberedLine[],
): Promise<{ prepared: PreparedLine[]; stop?: unknown }> {
  const coming: (PreparedLine | Promise<PreparedLine>)[] = []
  try {
    // One instant for all: what they have in common is then written once.
    const nowMs = deps.nowMs()
    const dayKey = deps.keys.idempotency(nowMs).key
    const atOnce = { ...deps, nowMs: () => nowMs }
    const to = { inForce: deps.snapshot.current(), sender, campaign: batch.campaign, dayKey }
    for (const each of lines) {
      if (each.line > (batch.lines ?? batchLinesMax)) throw problems['batch-lines-too-many']()
      const made = prepareLine(atOnce, to, each)
      // Settled all together, so that lines that ask somebody share their calls.
      if (made instanceof Promise) made.catch(() => {})
      coming.push(made)
    }
    return await settleLines(coming, lines => giveBack(deps, lines))
  } catch (stop) {
    return settleLines(coming, lines => giveBack(deps, lines), stop)
  }
}

async function store(
  run: Run,
  known: readonly NumberedLine[],
  prepared: readonly PreparedLine[],
): Promise<void> {
  await compare(run, known)
  await write(run, prepared)
}

async function write(run: Run, lines: readonly PreparedLine[]): Promise<void> {
  const first = lines[0]?.line
  if (first === undefined) return
  const { deps } = run
  const answer = await attempt(run, lines)
  if (answer === 'halve') {
    const middle = Math.ceil(lines.length / 2)
    await write(run, lines.slice(0, middle))
    return write(run, lines.slice(middle))
  }
  if (answer.next === null) throw problems['batch-unknown']()
  run.nextLine = answer.next
  if (answer.stored) return noteStored(run, lines, answer)
  if (answer.next < first) throw problems['batch-line-ahead']()
  // Another stream of this batch was faster: what it stored stands.
  const stored = lines.filter(each => each.line < run.nextLine)
  giveBack(deps, stored)
  await compare(
    run,
    stored.map(each => each.source),
  )
  await write(run, lines.slice(stored.length))
}

/** A fault of one line must harm only itself: the chunk is then written in halves. */
async function attempt(
  { deps, sender, batch }: Run,
  lines: readonly PreparedLine[],
): Promise<LinesAnswer | 'halve'> {
  const now = { hub: new Date(deps.nowMs()), system: deps.systemNow() }
  const { code, pointers } = personAgreementUnfit()
  const unfit = { code, pointers: [...pointers] }
  const of = { sender: sender.agency, batch: batch.id, day: dayOf(now.hub.getTime()), unfit }
  try {
    return await writeLines(deps.acceptSql, of, lines, now)
  } catch (error) {
    if (isRowFault(error) && lines.length > 1) return 'halve'
    giveBack(deps, lines)
    return refuseWhole(error)
  }
}

function noteStored(run: Run, lines: readonly PreparedLine[], answer: LinesAnswer): void {
  const { deps } = run
  const refused = new Set(answer.refused)
  const objected = new Set(answer.objected)
  const notStored = lines.filter((_, n) => refused.has(n))
  giveBack(deps, notStored)
  const stored = lines.flatMap(({ signal }, n) =>
    signal === undefined || refused.has(n) ? [] : [offered(signal, objected.has(n))],
  )
  deps.offer(stored, 'lines')
  run.stored += lines.length
  deps.onStored({ accepted: stored.length, refused: lines.length - stored.length })
}

/** Their campaigns counted them among their signals, and they are not stored. */
function giveBack(deps: AcceptLinesDependencies, lines: readonly PreparedLine[]): void {
  for (const { signal } of lines) {
    if (signal?.campaign !== undefined) deps.campaigns.notStored(signal.campaign)
  }
}

/** @throws Problem 409 for the first line whose stored content is another. */
async function compare(run: Run, lines: readonly NumberedLine[]): Promise<void> {
  const [first] = lines
  const last = lines.at(-1)
  if (first === undefined || last === undefined) return
  const { deps, batch, sender } = run
  const span = { sender: sender.agency, batch: batch.id, from: first.line, to: last.line }
  for (const chunk of await findLines(deps.agencySql, span)) {
    const key = deps.keys.idempotencyOfDay(chunk.fingerprintDay)?.key
    for (const each of lines) {
      if (each.line < chunk.firstLine || each.line > chunk.lastLine) continue
      const same = key !== undefined && isSame(key, chunk, each)
      if (!same) throw problems['batch-line-differs']({ extra: { line: each.line } })
    }
  }
}

function isSame(key: Buffer, chunk: StoredLines, line: NumberedLine): boolean {
  const at = (line.line - chunk.firstLine) * fingerprintBytes
  const stored = chunk.fingerprints.subarray(at, at + fingerprintBytes)
  return timingSafeEqual(stored, fingerprintLine(key, line))
}

function withNextLine(error: unknown, nextLine: number): unknown {
  if (!(error instanceof Problem)) return error
  const { code, status, title, article, pointers, retryAfterSec } = error
  return new Problem(
    code,
    { status, title, ...(article === undefined ? {} : { article }) },
    {
      pointers,
      ...(retryAfterSec === undefined ? {} : { retryAfterSec }),
      extra: { ...error.extra, nextLine },
    },
  )
}
