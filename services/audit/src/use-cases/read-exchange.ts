import { inTransaction } from '@unefois/database'
import type { AuditDeps } from '../deps.ts'
import { problems } from '../errors.ts'
import { limits } from '../limits.ts'
import { type Act, readActs } from '../repositories/acts.ts'
import { type Reader, traceReads } from '../trace-reads.ts'

/** The story of one signal, oldest act first. */
export interface Exchange {
  readonly signalId: string
  readonly acts: readonly Act[]
}

/**
 * Everything that was done with one signal and that this officer may read; the read is one more
 * act of it.
 * @throws Problem 404 when there is nothing for them, whether or not there is such a signal.
 */
export function readExchange(deps: Pick<AuditDeps, 'sql' | 'newId' | 'nowMs'>) {
  return (caller: Reader, signalId: string): Promise<Exchange> =>
    inTransaction(deps.sql, { name: 'read-exchange' }, async transaction => {
      const rowsMax = limits.actsPerExchangeMax
      const acts = await readActs(transaction, { viewer: caller.agency, signalId, rowsMax })
      if (acts.length === 0) throw problems['exchange-unknown']()
      const operation = 'exchange-read'
      await traceReads(deps, transaction, { caller, operation, signalIds: [signalId] })
      return { signalId, acts: acts.toReversed() }
    })
}
