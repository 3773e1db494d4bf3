import { inTransaction, type Transaction } from '@unefois/database'
import { answersKeptFrom } from '../act-once.ts'
import type { ConsentDeps } from '../deps.ts'
import { dayOf } from '../domain/calendar-months.ts'
import { limits } from '../limits.ts'
import {
  deleteLapsed,
  deleteOldKeys,
  type Forgotten,
  listLiveGenerations,
} from '../repositories/lapsed.ts'
import { appendTraces } from '../repositories/traces.ts'

/**
 * Deletes what has lapsed by the hub's clock (R.114-9-7): objections with their sealed reminders,
 * agreements, answers of keys; in bounded rounds, each with its trace. Then destroys the keys of
 * past generations under which no row is left: what backups still hold of them opens nothing.
 */
export function forgetLapsed(deps: Omit<ConsentDeps, 'actOnce'>) {
  return async (): Promise<Forgotten & { readonly generations: number }> => {
    const total = { objections: 0, agreements: 0 }
    for (let round = 0; round < limits.forgetRoundsMax; round += 1) {
      const gone = await inTransaction(deps.sql, { name: 'forget-lapsed' }, transaction =>
        forgetSome(deps, transaction),
      )
      total.objections += gone.objections
      total.agreements += gone.agreements
      if (Math.max(gone.objections, gone.agreements) < limits.forgetRowsMax) break
    }
    return { ...total, generations: await retireGenerations(deps) }
  }
}

async function forgetSome(
  deps: Omit<ConsentDeps, 'actOnce'>,
  transaction: Transaction,
): Promise<Forgotten> {
  const at = new Date(deps.nowMs())
  const gone = await deleteLapsed(transaction, at, limits.forgetRowsMax)
  await deleteOldKeys(transaction, {
    answersOf: answersKeptFrom(at.getTime()),
    countsOf: dayOf(at),
  })
  const acts = { 'objection-lapse': gone.objections, 'person-agreement-lapse': gone.agreements }
  await appendTraces(
    transaction,
    Object.entries(acts)
      .filter(([, rows]) => rows > 0)
      .map(([operation, rows]) => ({
        id: deps.newId(at.getTime()),
        at,
        actor: 'hub-consent',
        agency: 'hub',
        operation,
        detail: { rows },
      })),
  )
  return gone
}

/** The newest generation is in use, rows or not. */
async function retireGenerations(deps: Omit<ConsentDeps, 'actOnce'>): Promise<number> {
  const past = deps.keys.generations().slice(0, -1)
  if (past.length === 0) return 0
  const live = await inTransaction(deps.sql, { name: 'retire-generations' }, listLiveGenerations)
  const dead = past.filter(label => !live.includes(label))
  for (const label of dead) deps.keys.retire(label)
  return dead.length
}
