import type { Database } from '@unefois/database'

/** The middle, the 95th of a hundred and the worst, in milliseconds; undefined of nothing. */
export interface Spread {
  readonly medianMs: number
  readonly p95Ms: number
  readonly worstMs: number
}

interface SpreadRow {
  readonly median_ms: number | null
  readonly p95_ms: number | null
  readonly worst_ms: number | null
}

/** What one receiver, or all of them, did about recalls. */
export interface RecallTimes {
  /** Null: all together. */
  readonly receiver: string | null
  readonly recalls: number
  readonly receipts: number
  readonly times: Spread | undefined
  readonly overdue: number
  readonly waitingSince: Date | null
}

/** Objections lodged since, and how long their commits took. */
export async function readCommitTimes(
  sql: Database,
  since: Date,
): Promise<{ lodged: number; measured: number; times: Spread | undefined }> {
  const [row] = await sql<(SpreadRow & { lodged: number; measured: number })[]>`
    SELECT lodged::float8, measured::float8, median_ms, p95_ms, worst_ms
    FROM consent.objection_times(${since})`
  return { lodged: row?.lodged ?? 0, measured: row?.measured ?? 0, times: spreadOf(row) }
}

/** Objections since for which a receiver had to erase, and how long until the last receipt. */
export async function readEffectTimes(
  sql: Database,
  since: Date,
): Promise<{ objections: number; complete: number; times: Spread | undefined }> {
  const [row] = await sql<(SpreadRow & { objections: number; complete: number })[]>`
    SELECT objections::float8, complete::float8, median_ms, p95_ms, worst_ms
    FROM exchange.objection_effects(${since})`
  return { objections: row?.objections ?? 0, complete: row?.complete ?? 0, times: spreadOf(row) }
}

/** Recalls for objections since, by receiver, and all together. */
export async function listRecallTimes(
  sql: Database,
  since: Date,
  at: Date,
): Promise<RecallTimes[]> {
  const rows = await sql<
    (SpreadRow & Omit<RecallTimes, 'times' | 'waitingSince'> & { waiting_since: Date | null })[]
  >`SELECT receiver, recalls::float8, receipts::float8, median_ms, p95_ms, worst_ms,
      overdue::float8, waiting_since
    FROM exchange.recall_times(${since}, ${at}) ORDER BY receiver`
  return rows.map(row => ({
    receiver: row.receiver,
    recalls: row.recalls,
    receipts: row.receipts,
    overdue: row.overdue,
    waitingSince: row.waiting_since,
    times: spreadOf(row),
  }))
}

/** Recalls for objections that are due and without a receipt, up to so many. */
export async function countOverdueRecalls(sql: Database, at: Date, most: number): Promise<number> {
  const [row] = await sql<{ overdue: number }[]>`
    SELECT exchange.recalls_overdue(${at}, ${most}) AS overdue`
  return row?.overdue ?? 0
}

/** Orders of restriction that one receiver has not confirmed in time. */
export interface OverdueOrders {
  readonly receiver: string
  readonly orders: number
  readonly waitingSince: Date
}

/** Orders of restriction that are due and without a receipt, by receiver, up to so many. */
export async function listOverdueOrders(
  sql: Database,
  at: Date,
  most: number,
): Promise<readonly OverdueOrders[]> {
  return sql<OverdueOrders[]>`
    SELECT receiver, orders, waiting_since AS "waitingSince"
    FROM exchange.restriction_orders_overdue(${at}, ${most}) ORDER BY receiver`
}

function spreadOf(row: SpreadRow | undefined): Spread | undefined {
  if (row === undefined) return undefined
  const { median_ms: medianMs, p95_ms: p95Ms, worst_ms: worstMs } = row
  return medianMs === null || p95Ms === null || worstMs === null
    ? undefined
    : { medianMs, p95Ms, worstMs }
}
