import type { Transaction } from '@unefois/database'

/** One act, as `audit.append` takes it. The registry knows no person and no signal. */
export interface TraceEvent {
  readonly id: string
  readonly at: Date
  readonly actor: string
  readonly agency: string
  readonly agent: string | null
  readonly purpose: string
  readonly operation: string
  readonly agreementHash: string | null
  readonly counterparty: string | null
  readonly detail: Readonly<Record<string, string | number>>
}

/** Appends the act's trace in the act's own transaction. @throws when it was not appended. */
export async function appendTrace(tx: Transaction, event: TraceEvent): Promise<void> {
  const [row] = await tx<{ appended: number }[]>`
    SELECT audit.append(${JSON.stringify([event])}::text::json) AS appended`
  if (row?.appended !== 1) throw new Error('the trace of an act was not appended')
}
