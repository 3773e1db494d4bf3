import type { Transaction } from '@unefois/database'
import type { LabelledIndex } from '../consent-keys.ts'

/** One act, as the trace keeps it. */
export interface Trace {
  readonly id: string
  readonly at: Date
  readonly actor: string
  readonly agency: string
  readonly agent?: string | undefined
  readonly purpose?: string
  readonly operation: string
  readonly agreementHash?: string
  readonly signalId?: string
  readonly counterparty?: string
  /** By which the person finds it. */
  readonly subject?: LabelledIndex
  readonly detail?: object
}

/** Appends the traces of the transaction's act; without them there is no act. */
export async function appendTraces(
  transaction: Transaction,
  traces: readonly Trace[],
): Promise<void> {
  if (traces.length === 0) return
  const rows = traces.map(({ subject, ...trace }) => ({
    purpose: 'inform-of-right',
    ...trace,
    traceKey: subject?.label,
    traceIndex: subject?.index.toString('hex'),
  }))
  await transaction`
    SELECT audit.append(array_agg(ROW(e.id, e.at, e.actor, e.agency, e.agent, e.purpose,
      e.operation, e."agreementHash", e."signalId", e.counterparty, NULL, e."traceKey",
      decode(e."traceIndex", 'hex'), e.detail)::audit.new_event))
    FROM json_to_recordset(${JSON.stringify(rows)}::text::json) AS e(id uuid, at timestamptz,
      actor text, agency text, agent text, purpose text, operation text, "agreementHash" text,
      "signalId" uuid, counterparty text, "traceKey" text, "traceIndex" text, detail jsonb)`
}
