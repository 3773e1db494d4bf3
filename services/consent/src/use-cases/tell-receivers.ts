import type { Transaction } from '@unefois/database'
import type { Identifier } from '@unefois/identifiers'
import type { ConsentDeps } from '../deps.ts'
import { findSignals } from '../repositories/signals.ts'
import { tellRestriction } from '../repositories/tellings.ts'
import type { Trace } from '../repositories/traces.ts'
import { traceRestricted } from '../restricted-traces.ts'
import { receiptDueAt } from './stop-signals.ts'

/**
 * Tells each receiver that has a case of the person, or could open one, that its processing is
 * restricted, by this ground, or with none that it no longer is (GDPR art. 19). Call it once the
 * person is locked and their waiting keys changed. Answers the traces of it.
 */
export async function tellReceivers(
  deps: Pick<ConsentDeps, 'keys' | 'newId'>,
  transaction: Transaction,
  identifiers: readonly [Identifier, ...Identifier[]],
  { ground, at }: { ground: string | null; at: Date },
): Promise<readonly Trace[]> {
  const indexes = identifiers.flatMap(each => deps.keys.traceIndexes(each))
  const signals = await findSignals(transaction, indexes)
  const ids = signals.map(({ id }) => id)
  const dueAt = receiptDueAt(identifiers[0], at)
  const told = await tellRestriction(transaction, ids, { ground, at, dueAt })
  const operation = ground === null ? 'restriction-lift-tell' : 'restriction-tell'
  return traceRestricted(deps, told, { operation, at })
}
