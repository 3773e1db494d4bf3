import { inTransaction, type Transaction } from '@unefois/database'
import type { AuditDeps } from './deps.ts'
import { appendReads, type Reader, type ReadTrace } from './repositories/read-traces.ts'

export type { Reader } from './repositories/read-traces.ts'

/** What somebody saw or did at the console, for its trace. */
export interface Read {
  readonly caller: Reader
  /** A word of pages/words/operations: the person may read it. */
  readonly operation: string
  /** One trace each: whoever the signal is about sees who looked. None: one trace of the read. */
  readonly signalIds?: readonly string[]
  /** The person's index of this month, of a search by identifier. */
  readonly subject?: { readonly label: string; readonly index: Buffer }
  /** The file on which the read rests. */
  readonly fileId?: string
  /** Codes, ids and days; never what leads to a person. */
  readonly detail?: Readonly<Record<string, unknown>>
}

/**
 * Traces what an officer reads, in the transaction of the read: without its trace nothing is shown.
 * It is told to the person whose signals these are (CRPA R.114-9-7).
 */
export async function traceReads(
  deps: Pick<AuditDeps, 'newId' | 'nowMs'>,
  transaction: Transaction,
  { caller, operation, signalIds = [], subject, fileId, detail }: Read,
): Promise<void> {
  const at = new Date(deps.nowMs())
  const said = { ...(fileId === undefined ? {} : { file: fileId }), ...detail }
  const trace = {
    at,
    actor: caller.clientId,
    agency: caller.agency,
    agent: caller.agent,
    operation,
    ...(Object.keys(said).length === 0 ? {} : { detail: said }),
  }
  const about = [...new Set(signalIds)]
  const rows: ReadTrace[] = [
    ...(about.length === 0 || subject !== undefined
      ? [{ ...trace, id: deps.newId(at.getTime()), subject }]
      : []),
    ...about.map(signalId => ({ ...trace, id: deps.newId(at.getTime()), signalId })),
  ]
  await appendReads(transaction, rows)
}

/**
 * Traces a look at figures or at a list of the hub's own: once for each, and first, so that without
 * its trace nothing is shown. `page`: what was looked at.
 */
export function traceLook(deps: Pick<AuditDeps, 'sql' | 'newId' | 'nowMs'>) {
  return (caller: Reader, page: string): Promise<void> =>
    inTransaction(deps.sql, { name: 'figures-read' }, transaction =>
      traceReads(deps, transaction, { caller, operation: 'figures-read', detail: { page } }),
    )
}
