import { inTransaction, type Transaction } from '@unefois/database'
import type { AuditDeps } from '../deps.ts'
import { entriesOf, type SaidOfScope } from '../domain/breach-scope.ts'
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

type Deps = Pick<AuditDeps, 'newId' | 'nowMs' | 'directory'>
const operation = 'breach-measure'

/** Counts again the signals that a breach touches. @throws Problem 403, 404. */
export function measureBreach(deps: Deps & Pick<AuditDeps, 'measuring'>) {
  return async (caller: Reader, id: string): Promise<void> => {
    getOfficer(caller)
    await inTransaction(deps.measuring, { name: operation }, transaction =>
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

/** Signals after one id up to another, which is in it; whatever came into it since the count. */
export interface PartOfList {
  readonly after: string | undefined
  readonly until: string | undefined
}

/**
 * Lists the signals that a breach touches, a part of a bounded length; each signal's trace says so.
 * A part that has grown longer is not cut: it says after which id it is to be asked for again.
 * @throws Problem 403, 404.
 */
export function listAffectedSignals(
  deps: Deps & Pick<AuditDeps, 'measuring'>,
  rowsMax: number = limits.affectedPerFile,
) {
  return async (
    caller: Reader,
    id: string,
    { after, until }: PartOfList,
  ): Promise<{ ids: readonly string[] } | { splitAt: string }> => {
    getOfficer(caller)
    return inTransaction(deps.measuring, { name: 'list-affected' }, async transaction => {
      const breach = await getBreach(transaction, id)
      const part = { ...scopeOf(deps, breach), after, until, rowsMax: rowsMax + 1 }
      const ids = await listAffected(transaction, part)
      const detail = { breach: id }
      const splitAt = ids.length > rowsMax ? ids[rowsMax - 1] : undefined
      const signalIds = splitAt === undefined ? ids : []
      await traceReads(deps, transaction, { caller, operation, signalIds, detail })
      return splitAt === undefined ? { ids } : { splitAt }
    })
  }
}

function scopeOf(deps: Deps, breach: StoredBreach) {
  return { wanted: getEntries(deps, breach), from: breach.from, to: breach.to }
}

/**
 * Whose entries answer a scope. @throws Problem 503 before the registry was heard: nobody's entries
 * would be none; 422 for an agency, an agreement or a key that is nobody's.
 */
export function getEntries({ directory }: Pick<Deps, 'directory'>, said: SaidOfScope) {
  const known = directory()
  if (known.names.size === 0)
    throw problems['participants-unknown']({ retryAfterSec: limits.retryAfterSec })
  const wanted = entriesOf(said, known)
  if (wanted === undefined) throw problems['breach-scope-unknown']()
  return wanted
}
