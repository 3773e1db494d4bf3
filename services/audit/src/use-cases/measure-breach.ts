import { inTransaction, type Transaction } from '@unefois/database'
import type { AuditDeps } from '../deps.ts'
import { entriesOf } from '../domain/breach-scope.ts'
import { problems } from '../errors.ts'
import { limits } from '../limits.ts'
import {
  countAffected,
  keepMeasure,
  listAffected,
  type StoredBreach,
} from '../repositories/breaches.ts'
import { type Reader, traceReads } from '../trace-reads.ts'
import { getOfficer } from './open-file.ts'
import { getBreach } from './read-breaches.ts'

type Deps = Pick<AuditDeps, 'sql' | 'newId' | 'nowMs' | 'directory'>
const operation = 'breach-measure'

/** Counts again the signals that a breach touches. @throws Problem 403, 404. */
export function measureBreach(deps: Deps) {
  return async (caller: Reader, id: string): Promise<void> => {
    getOfficer(caller)
    await inTransaction(deps.sql, { name: operation }, transaction =>
      measure(deps, transaction, { caller, id }),
    )
  }
}

/** Counts and keeps what was found, in the transaction of whoever asks. */
export async function measure(
  deps: Deps,
  transaction: Transaction,
  { caller, id }: { caller: Reader; id: string },
): Promise<void> {
  const breach = await getBreach(transaction, id)
  const perPart = limits.affectedPerFile
  const found = await countAffected(transaction, { ...scopeOf(deps, breach), perPart })
  await keepMeasure(transaction, { id, at: new Date(deps.nowMs()), ...found })
  const detail = { breach: id, signals: found.signals }
  await traceReads(deps, transaction, { caller, operation, detail })
}

/**
 * Lists the signals that a breach touches, a page of ids at a time; each signal's trace says so.
 * @throws Problem 403, 404.
 */
export function listAffectedSignals(deps: Deps) {
  return async (
    caller: Reader,
    id: string,
    after: string | undefined,
  ): Promise<readonly string[]> => {
    getOfficer(caller)
    return inTransaction(deps.sql, { name: 'list-affected' }, async transaction => {
      const breach = await getBreach(transaction, id)
      const rowsMax = limits.affectedPerFile
      const scope = scopeOf(deps, breach)
      const ids = await listAffected(transaction, { ...scope, after, rowsMax })
      const detail = { breach: id }
      await traceReads(deps, transaction, { caller, operation, signalIds: ids, detail })
      return ids
    })
  }
}

function scopeOf({ directory }: Deps, breach: StoredBreach) {
  const wanted = entriesOf(breach, directory())
  if (wanted === undefined) throw problems['breach-scope-unknown']()
  return { wanted, from: breach.from, to: breach.to }
}
