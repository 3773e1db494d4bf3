import type { Transaction } from '@unefois/database'

/** One act, as the trace keeps it. */
export interface Trace {
  readonly id: string
  readonly at: Date
  readonly actor: string
  readonly agency: string
  readonly agent?: string | undefined
  readonly operation: string
  /** `inform-of-right` unless said. */
  readonly purpose?: 'directory-keeping'
  readonly signalId?: string
  readonly detail?: object
}

/** Appends the traces of the transaction's act; without them there is no act. */
export async function appendTraces(
  transaction: Transaction,
  traces: readonly Trace[],
): Promise<void> {
  if (traces.length === 0) return
  const rows = traces.map(trace => ({ purpose: 'inform-of-right', ...trace }))
  await transaction`SELECT audit.append(${JSON.stringify(rows)}::text::json)`
}
