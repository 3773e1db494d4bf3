import type { Database } from '@unefois/database'

/** What the hub stored of one sender's batches, of which there should be one. */
export type StoredBatch = {
  readonly batches: number
  readonly signals: number
  readonly accepted: number
  readonly refused: number
  /** Lines with a stored result. */
  readonly linesStored: number
  readonly acceptTraces: number
}

/** Counts signals, lines and traces; each line must be in each of them once. */
export async function countBatch(sql: Database): Promise<StoredBatch> {
  const [row] = await sql<StoredBatch[]>`
    SELECT count(*)::int AS batches, coalesce(sum(accepted), 0)::int AS accepted,
      coalesce(sum(refused), 0)::int AS refused,
      (SELECT count(*)::int FROM exchange.signal) AS signals,
      (SELECT coalesce(sum(last_line - first_line + 1), 0)::int
        FROM exchange.batch_lines) AS "linesStored",
      (SELECT count(*)::int FROM audit.event WHERE operation = 'signal-accept') AS "acceptTraces"
    FROM exchange.batch`
  if (row === undefined) throw new Error('an aggregate answers one row')
  return row
}

/** The first line that is not stored, of the batch that has come farthest; 1 without a batch. */
export async function readNextLine(sql: Database): Promise<number> {
  const [row] = await sql<{ next: number | null }[]>`
    SELECT max(next_line) AS next FROM exchange.batch`
  return row?.next ?? 1
}
