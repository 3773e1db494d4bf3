import type { SignalBatchResults } from '@unefois/contracts'
import { type Database, inTransaction } from '@unefois/database'
import type { PreparedSignal } from '../use-cases/prepare-signal.ts'
import { gateJson, itemsOf } from './accept-group.ts'

type Result = SignalBatchResults['results'][number]
export type Refusal = Omit<Extract<Result, { status: 'refused' }>, 'line' | 'status'>

/** Bytes of a line's fingerprint: an HMAC cut to half keeps 128 bits. */
export const fingerprintBytes = 16

/** A line that may be stored: a signal, or why not. */
export interface LineToStore {
  readonly line: number
  readonly fingerprint: Buffer
  readonly signal: PreparedSignal | undefined
  readonly refusal: Refusal | undefined
}

/** `next` is null when there is no such live batch; what is not `stored` does not follow `next`. */
export interface LinesAnswer {
  readonly stored: boolean | null
  readonly next: number | null
  readonly refused: readonly number[]
  readonly objected: readonly number[]
}

/**
 * Stores consecutive lines in one transaction, which is one call of `exchange.accept_lines`: their
 * signals as accept_group writes them, their results, and how far the batch has come. A rejected
 * promise means that nothing of them was stored.
 */
export async function writeLines(
  sql: Database,
  of: { sender: string; batch: string; day: string; unfit: Refusal },
  lines: readonly LineToStore[],
  now: { hub: Date; system: Date },
): Promise<LinesAnswer> {
  const signals = lines.map(each => each.signal)
  const refusals = lines.flatMap(({ line, refusal }) => (refusal ? [{ line, ...refusal }] : []))
  const ids = `{${signals.map(each => each?.id ?? 'NULL').join(',')}}`
  const [answer] = await sql<LinesAnswer[]>`
    SELECT stored, next, refused, objected FROM exchange.accept_lines(${of.sender}, ${of.batch},
      ${lines[0]?.line ?? 0}, ${itemsOf(sql, signals)}, ${gateJson(signals)}::text::jsonb,
      ${of.day}, ${Buffer.concat(lines.map(each => each.fingerprint))}, ${ids}::text::uuid[],
      ${JSON.stringify(refusals)}::text::jsonb, ${JSON.stringify(of.unfit)}::text::jsonb,
      ${now.hub}, ${now.system})`
  if (answer === undefined) throw new Error('accept_lines always answers one row')
  return answer
}

/** Lines that were stored together. */
export interface StoredLines {
  readonly firstLine: number
  readonly lastLine: number
  readonly fingerprintDay: string
  readonly fingerprints: Buffer
  readonly signalIds: readonly (string | null)[]
  readonly refusals: readonly (Refusal & { line: number })[]
}

/**
 * The stored chunks that hold lines `from` … `to`, in order. Ids come as JSON: in an array the
 * driver reads a null as a word.
 */
export async function findLines(
  sql: Database,
  of: { sender: string; batch: string; from: number; to: number },
): Promise<readonly StoredLines[]> {
  return inTransaction(
    sql,
    { name: 'find-lines', agency: of.sender },
    transaction => transaction<StoredLines[]>`
      SELECT first_line AS "firstLine", last_line AS "lastLine",
        fingerprint_day::text AS "fingerprintDay", fingerprints,
        to_json(signal_ids) AS "signalIds", refusals
      FROM exchange.batch_lines
      WHERE batch = ${of.batch} AND sender = ${of.sender} AND last_line >= ${of.from}
        AND first_line >= (SELECT coalesce(max(first_line), 0) FROM exchange.batch_lines
          WHERE batch = ${of.batch} AND first_line <= ${of.from})
        AND first_line <= ${of.to}
      ORDER BY first_line`,
  )
}
