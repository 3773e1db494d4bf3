import type { Transaction } from '@unefois/database'

/** The trace of one act (contracts/sql `audit.append`), in the act's own transaction. */
export interface TraceEvent {
  readonly id: string
  readonly at: string
  readonly actor: string
  readonly agency: string
  readonly agent?: string | undefined
  readonly purpose: 'inform-of-right'
  readonly operation: string
  readonly agreementHash?: string
  readonly signalId?: string | undefined
  readonly counterparty?: string
  readonly detail?: Readonly<Record<string, unknown>>
}

/** Appends all traces of a transaction in one statement. */
export async function appendTraces(sql: Transaction, events: readonly TraceEvent[]): Promise<void> {
  if (events.length === 0) return
  await sql`SELECT audit.append(${JSON.stringify(events)}::text::json)`
}

/** Makes room for the traces of the months to come. */
export async function ensureTracePartitions(
  sql: Transaction,
  at: Date,
  monthsAhead: number,
): Promise<void> {
  await sql`SELECT audit.ensure_partitions(${at}, ${monthsAhead})`
}

/**
 * Deletes some traces that have reached their months, with the journal and the holds as old.
 * Answers how many traces.
 */
export async function expireTraces(
  sql: Transaction,
  at: Date,
  months: number,
  max: number,
): Promise<number> {
  const [row] = await sql<{ gone: number }[]>`
    SELECT audit.expire_traces(${at}, ${months}, ${max}) AS gone`
  return row?.gone ?? 0
}

/** Erases some second parts of traces of signals accepted before an instant; answers how many. */
export async function forgetOpenings(
  sql: Transaction,
  at: Date,
  before: Date,
  max: number,
): Promise<number> {
  const [row] = await sql<{ gone: number }[]>`
    SELECT audit.forget_second_openings(${before}, ${at}, ${max}) AS gone`
  return row?.gone ?? 0
}
