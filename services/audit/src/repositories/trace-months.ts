import type { Database, Transaction } from '@unefois/database'

/** Makes the months around an instant: a trace needs a place before its act is done. */
export async function ensureMonths(sql: Database, at: Date, monthsAhead: number): Promise<void> {
  await sql`SELECT audit.ensure_partitions(${at}, ${monthsAhead})`
}

/** Deletes some of the traces that have reached their months; `agencies` null: of anybody. */
export async function forgetTraces(
  transaction: Transaction,
  wanted: {
    what: string
    at: Date
    months: number
    agencies: readonly string[] | null
    rowsMax: number
  },
): Promise<number> {
  const [row] = await transaction<{ gone: number }[]>`
    SELECT audit.forget_traces(${wanted.what}, ${wanted.at}, ${wanted.months},
      ${wanted.agencies as string[] | null}::text[], ${wanted.rowsMax}) AS gone`
  return row?.gone ?? 0
}

/** Drops the months that are over for everybody, or over and empty. */
export async function dropMonths(
  transaction: Transaction,
  { at, monthsLeast, monthsMost }: { at: Date; monthsLeast: number; monthsMost: number },
): Promise<{ month: string; traces: number }[]> {
  const rows = await transaction<{ month: string; traces: string }[]>`
    SELECT month, traces FROM audit.drop_trace_months(${at}, ${monthsLeast}, ${monthsMost})`
  return rows.map(({ month, traces }) => ({ month, traces: Number(traces) }))
}

/** The months that have a place for traces. */
export async function listMonths(sql: Database): Promise<readonly string[]> {
  const rows = await sql<
    { month: string }[]
  >`SELECT trace_months AS month FROM audit.trace_months()`
  return rows.map(({ month }) => month)
}

/** Erases some of the second openings of signals accepted before an instant. */
export async function forgetSecondOpenings(
  transaction: Transaction,
  { before, at, rowsMax }: { before: Date; at: Date; rowsMax: number },
): Promise<number> {
  const [row] = await transaction<{ gone: number }[]>`
    SELECT audit.forget_second_openings(${before}, ${at}, ${rowsMax}) AS gone`
  return row?.gone ?? 0
}
