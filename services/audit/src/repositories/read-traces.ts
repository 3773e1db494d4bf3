import type { Transaction } from '@unefois/database'

/** Who reads: a person of the console, or a client of the API. */
export interface Reader {
  readonly clientId: string
  readonly agency: string
  readonly agent?: string
}

/** The trace of one read. */
export interface ReadTrace {
  readonly id: string
  readonly at: Date
  readonly actor: string
  readonly agency: string
  readonly agent?: string | undefined
  readonly operation: string
  readonly signalId?: string
  readonly subject?: { readonly label: string; readonly index: Buffer } | undefined
  readonly detail?: object
}

/** Appends traces of reads, for the purpose of oversight. */
export async function appendReads(
  transaction: Transaction,
  traces: readonly ReadTrace[],
): Promise<void> {
  const rows = traces.map(({ subject, ...trace }) => ({
    ...trace,
    traceKey: subject?.label,
    traceIndex: subject?.index.toString('hex'),
  }))
  await transaction`
    SELECT audit.append(array_agg(ROW(e.id, e.at, e.actor, e.agency, e.agent, 'oversight',
      e.operation, NULL, e."signalId", NULL, NULL, e."traceKey", decode(e."traceIndex", 'hex'),
      e.detail)::audit.new_event))
    FROM json_to_recordset(${JSON.stringify(rows)}::text::json) AS e(id uuid, at timestamptz,
      actor text, agency text, agent text, operation text, "signalId" uuid, "traceKey" text,
      "traceIndex" text, detail jsonb)`
}
