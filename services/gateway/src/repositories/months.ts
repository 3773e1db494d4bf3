import { type Database, inTransaction, type Transaction } from '@unefois/database'

/** The tables that lie by month of acceptance beside the signals, in the order they are dropped. */
export const monthlyTables = ['outbox', 'data_key', 'feedback', 'case_event'] as const

/** Signals from a month on, or before one: the bound of their ids. */
export interface Range {
  readonly from: Date
  readonly before: Date
}

/**
 * Makes the months ahead that are missing, of signals and of traces; answers how many partitions.
 * On an empty hub that is a hundred tables, which may take longer than a call.
 * @throws when another gateway is at it for longer than a call waits for a lock (tried again).
 */
export async function ensureMonths(
  sql: Database,
  { at, monthsAhead, workMsMax }: { at: Date; monthsAhead: number; workMsMax: number },
): Promise<number> {
  return inTransaction(sql, { name: 'add-months' }, async transaction => {
    await transaction`SELECT set_config('statement_timeout', ${String(workMsMax)}, true)`
    const [row] = await transaction<{ months: number }[]>`
      SELECT exchange.ensure_partitions(${at}, ${monthsAhead})
        + audit.ensure_partitions(${at}, ${monthsAhead}) AS months`
    return row?.months ?? 0
  })
}

/** The months that a monthly table has partitions for, `2026-11`, oldest first. */
export async function listMonths(sql: Database, table: string): Promise<string[]> {
  const rows = await sql<{ month: string }[]>`
    SELECT to_char(month, 'YYYY-MM') AS month FROM exchange.months_of(${table})`
  return rows.map(row => row.month)
}

/** Signals accepted before a month whose key lives, after an id, in the order of ids. */
export async function findUnreceived(
  transaction: Transaction,
  page: { after: string; before: Date; limit: number },
): Promise<string[]> {
  const rows = await transaction<{ id: string }[]>`
    SELECT signal_id AS id FROM exchange.data_key
    WHERE signal_id > ${page.after} AND signal_id < exchange.uuid_floor(${page.before})
    ORDER BY signal_id LIMIT ${page.limit}`
  return rows.map(row => row.id)
}

/**
 * Ends signals that nobody received: keys and messages go, who was given a key is told to erase.
 * Answers those that had not ended before.
 */
export async function endSignals(
  transaction: Transaction,
  signalIds: readonly string[],
  { at, dueAt }: { at: Date; dueAt: Date },
): Promise<string[]> {
  const rows = await transaction<{ id: string }[]>`
    SELECT signal_id AS id
    FROM exchange.recall_signals(${signalIds}::uuid[], 'expired', ${at}, ${dueAt})`
  return rows.map(row => row.id)
}

/** Those of a range that a legal hold keeps past their expiry. */
export async function findHeldBetween(
  transaction: Transaction,
  { from, before }: Range,
  at: Date,
): Promise<string[]> {
  const rows = await transaction<{ id: string }[]>`
    SELECT id FROM audit.held_between(exchange.uuid_floor(${from}), exchange.uuid_floor(${before}),
      ${at}) AS held(id)`
  return rows.map(row => row.id)
}

/**
 * Drops a month of signals; null while one of them has not ended. `month`: `2026-11`.
 * @throws when callers keep the table locked (tried again later), or it is not yet time.
 */
export async function dropMonth(
  transaction: Transaction,
  month: string,
  { held, at, lockMsMax }: { held: readonly string[]; at: Date; lockMsMax: number },
): Promise<number | null> {
  await transaction`SELECT set_config('lock_timeout', ${String(lockMsMax)}, true)`
  const [row] = await transaction<{ signals: string | null }[]>`
    SELECT exchange.drop_month(${`${month}-01`}::date, ${held}::uuid[], ${at}) AS signals`
  return row?.signals == null ? null : Number(row.signals)
}

/** Drops the same month of another table, once its signals are gone. */
export async function dropPart(
  transaction: Transaction,
  table: string,
  { month, at, lockMsMax }: { month: string; at: Date; lockMsMax: number },
): Promise<void> {
  await transaction`SELECT set_config('lock_timeout', ${String(lockMsMax)}, true)`
  await transaction`SELECT exchange.drop_part(${table}, ${`${month}-01`}::date, ${at})`
}

/** Deletes so many recalls of signals whose month is gone. */
export async function deleteRecalls(sql: Database, before: Date, limit: number): Promise<number> {
  const gone = await sql`
    DELETE FROM exchange.recall WHERE signal_id = ANY (ARRAY(
      SELECT signal_id FROM exchange.recall WHERE signal_id < exchange.uuid_floor(${before})
      ORDER BY signal_id LIMIT ${limit}))`
  return gone.count
}
