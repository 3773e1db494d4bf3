import { inTransaction, type Transaction } from '@unefois/database'
import { answersKeptFrom } from '../act-once.ts'
import type { KeepingDeps } from '../deps.ts'
import { dayOf } from '../domain/calendar-day.ts'
import { limits } from '../limits.ts'
import { type Erasure, recordErasures } from '../repositories/erasures.ts'
import { deleteLapsed, deleteOldKeys, type Lapsed } from '../repositories/lapsed.ts'
import { appendTraces } from '../repositories/traces.ts'

/** How many rows were forgotten. */
export interface Forgotten {
  readonly objections: number
  readonly agreements: number
  readonly requests: number
}

/**
 * Deletes what has lapsed by the hub's clock (R.114-9-7): objections with their sealed reminders,
 * agreements, answers of keys; in bounded rounds, each with its trace and its journal entries.
 */
export function forgetLapsed(deps: KeepingDeps) {
  return async (): Promise<Forgotten> => {
    const total = { objections: 0, agreements: 0, requests: 0 }
    for (let round = 0; round < limits.forgetRoundsMax; round += 1) {
      const gone = await inTransaction(deps.sql, { name: 'forget-lapsed' }, transaction =>
        forgetSome(deps, transaction),
      )
      total.objections += gone.objections.length
      total.agreements += gone.agreements.length
      total.requests += gone.requests.length
      if (Object.values(gone).every(ids => ids.length < limits.forgetRowsMax)) break
    }
    return total
  }
}

async function forgetSome(deps: KeepingDeps, transaction: Transaction): Promise<Lapsed> {
  const at = new Date(deps.nowMs())
  const gone = await deleteLapsed(transaction, at, limits.forgetRowsMax)
  const answers = await deleteOldKeys(transaction, {
    answersOf: answersKeptFrom(at.getTime()),
    countsOf: dayOf(at),
  })
  await recordErasures(transaction, erasuresOf(deps, at, { ...gone, answers }))
  const acts = {
    'objection-lapse': gone.objections,
    'person-agreement-lapse': gone.agreements,
    'request-lapse': gone.requests,
  }
  await appendTraces(
    transaction,
    Object.entries(acts)
      .filter(([, rows]) => rows.length > 0)
      .map(([operation, rows]) => ({
        id: deps.newId(at.getTime()),
        at,
        actor: 'hub-consent',
        agency: 'hub',
        operation,
        detail: { rows: rows.length },
      })),
  )
  return gone
}

function erasuresOf(deps: KeepingDeps, at: Date, gone: Lapsed & { answers: number }): Erasure[] {
  const entry = { at, reason: 'lapse' } as const
  const newId = () => deps.newId(at.getTime())
  return [
    {
      ...entry,
      id: newId(),
      class: 'objection',
      article: 'CRPA R.114-9-7',
      rowIds: [...new Set(gone.objections)],
      count: gone.objections.length,
    },
    {
      ...entry,
      id: newId(),
      class: 'objection',
      article: 'GDPR art. 5(1)(e)',
      rowIds: [...new Set(gone.requests)],
      count: gone.requests.length,
    },
    {
      ...entry,
      id: newId(),
      class: 'person-agreement',
      article: 'GDPR art. 5(1)(e)',
      rowIds: [...new Set(gone.agreements)],
      count: gone.agreements.length,
    },
    {
      ...entry,
      id: newId(),
      class: 'idempotency',
      reason: 'expiry',
      article: 'GDPR art. 5(1)(e)',
      count: gone.answers,
    },
  ]
}
