import type { LegalHoldList, LegalHoldRecord } from '@unefois/contracts'
import type { Transaction } from '@unefois/database'
import type { ActingOfficer, AuditDeps } from '../deps.ts'
import { problems } from '../errors.ts'
import { limits } from '../limits.ts'
import { listHolds } from '../repositories/legal-holds.ts'
import type { Trace } from '../repositories/traces.ts'

/** Every hold that is kept, newest first. */
export function readHolds(deps: Pick<AuditDeps, 'sql' | 'nowMs'>) {
  return async (): Promise<LegalHoldList> => ({
    items: await listHolds(deps.sql, {
      at: new Date(deps.nowMs()),
      rowsMax: limits.holdsListedMax,
    }),
  })
}

/** A hold as it stands. @throws Problem 404 when nobody placed it. */
export async function getHold(
  transaction: Transaction,
  id: string,
  at: Date,
): Promise<LegalHoldRecord> {
  const [hold] = await listHolds(transaction, { at, id, rowsMax: 1 })
  if (hold === undefined) throw problems['hold-unknown']()
  return hold
}

/** One trace for each signal that a hold names: whoever asks about the signal sees it. */
export function holdTraces(
  deps: Pick<AuditDeps, 'newId'>,
  caller: ActingOfficer,
  act: { readonly operation: string; readonly at: Date; readonly detail: object },
  signalIds: readonly string[],
): Trace[] {
  return [...new Set(signalIds)].map(signalId => ({
    ...act,
    id: deps.newId(act.at.getTime()),
    actor: caller.clientId,
    agency: caller.agency,
    agent: caller.agent,
    signalId,
  }))
}
