import type { Database, Transaction } from '@unefois/database'

/** Counts what waits, up to about `actsMax` acts; 0: nothing waited. */
export async function countSome(transaction: Transaction, actsMax: number): Promise<number> {
  const [row] = await transaction<{ taken: number }[]>`
    SELECT audit.count_acts(${actsMax}) AS taken`
  return row?.taken ?? 0
}

/** Forgets days whose traces have all been deleted; `agencies` null: of anybody. */
export async function forgetCounts(
  transaction: Transaction,
  { at, months, agencies }: { at: Date; months: number; agencies: readonly string[] | null },
): Promise<void> {
  await transaction`
    SELECT audit.forget_counts(${at}, ${months}, ${agencies as string[] | null}::text[])`
}

/** Forgets who acted how often before a day, `2026-11-21`. */
export async function forgetAgentCounts(transaction: Transaction, before: string): Promise<void> {
  await transaction`SELECT audit.forget_agent_counts(${before}::date)`
}

/** Once the second openings of earlier signals have gone: what holds keep is all that is left. */
export async function settleOpenings(transaction: Transaction, before: Date): Promise<void> {
  await transaction`SELECT audit.settle_openings(${before})`
}

/** Traces by month and by the two ends. */
export async function listTraceMonths(
  sql: Database | Transaction,
): Promise<{ month: string; agency: string; counterparty: string | null; traces: number }[]> {
  const rows = await sql<
    { month: string; agency: string; counterparty: string | null; traces: string }[]
  >`SELECT to_char(month, 'YYYY-MM') AS month, agency, nullif(counterparty, '') AS counterparty,
      traces FROM audit.trace_month`
  return rows.map(row => ({ ...row, traces: Number(row.traces) }))
}

/** Second openings by month of acceptance. */
export async function listOpeningMonths(
  sql: Database | Transaction,
): Promise<{ month: string; openings: number }[]> {
  const rows = await sql<{ month: string; openings: string }[]>`
    SELECT to_char(month, 'YYYY-MM') AS month, openings FROM audit.opening_month`
  return rows.map(row => ({ ...row, openings: Number(row.openings) }))
}
