import { inTransaction, type Transaction } from '@unefois/database'
import { toEvent } from '../case-events.ts'
import type { DeskDeps } from '../deps.ts'
import { dayOf } from '../domain/calendar.ts'
import type { CaseNews } from '../domain/case-life.ts'
import { forgetCases } from '../forget.ts'
import { findHeirs, passOn } from '../heirs.ts'
import { limits } from '../limits.ts'
import { endExpired } from '../repositories/case-changes.ts'
import { findExpired, lockFamilies, type StoredCase } from '../repositories/cases.ts'
import { deletePendingChild } from '../repositories/child-signals.ts'
import { appendEvents } from '../repositories/outbox.ts'
import { appendTraces } from '../repositories/traces.ts'
import { traceOf } from '../traces.ts'

/**
 * Destroys what the desk holds of people through signals whose last day has passed (the envelope's
 * `expiresOn`; CRPA R.114-9-7). A case still open then ends with the outcome `expired`; one that
 * has ended keeps its outcomes.
 * @returns how many were erased; fewer than the limit of one turn means that none is left.
 */
export function expireCases(deps: DeskDeps) {
  return async (): Promise<number> => {
    const now = deps.now()
    const today = dayOf(deps.calendar.country, now)
    const count = await inTransaction(deps.sql, { name: 'expire-cases' }, async transaction => {
      const ids = await findExpired(transaction, today, limits.expireCasesMax)
      const locked = await lockFamilies(transaction, ids)
      const expired = locked.filter(each => each.erasedAt === undefined)
      for (const stored of expired) await expireOne(deps, transaction, stored, { ids, now })
      return expired.length
    })
    if (count > 0) deps.onCommitted()
    return count
  }
}

async function expireOne(
  deps: DeskDeps,
  transaction: Transaction,
  stored: StoredCase,
  { ids, now }: { ids: readonly string[]; now: Date },
): Promise<void> {
  const heirs = await findHeirs(transaction, stored, ids)
  await deletePendingChild(transaction, stored.id)
  await forgetCases(deps, transaction, [stored], { reason: 'expiry', at: now })
  const { id: signalId, sender, agreementHash } = stored
  const act = { operation: 'case-expire', at: now, signalId, sender, agreementHash }
  await appendTraces(transaction, [traceOf(deps, act)])
  if (stored.endedAt !== undefined) return
  await endExpired(transaction, stored.id, now)
  await passOn(transaction, stored, heirs)
  const news: CaseNews = { type: 'closed', outcomes: ['expired'], informedAt: stored.informedAt }
  await appendEvents(transaction, [toEvent(news, { id: deps.newId(now), signalId, at: now })])
}
