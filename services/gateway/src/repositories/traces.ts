import type { Transaction } from '@unefois/database'

/** What `audit.append` takes (contracts/sql): the trace of one act, in the act's transaction. */
export interface TraceEvent {
  readonly id: string
  readonly at: string
  readonly actor: string
  readonly agency: string
  readonly agent?: string | undefined
  readonly purpose: string
  readonly operation: string
  readonly agreementHash?: string
  readonly signalId?: string
  readonly counterparty?: string
  readonly outcomeClass?: string
  readonly detail?: Readonly<Record<string, unknown>>
}

/** Appends all traces of a transaction in one statement. */
export async function appendTraces(
  transaction: Transaction,
  events: readonly TraceEvent[],
): Promise<void> {
  if (events.length === 0) return
  await transaction`SELECT audit.append(${JSON.stringify(events)}::text::json)`
}
