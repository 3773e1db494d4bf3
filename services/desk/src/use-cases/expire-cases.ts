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
import { findHeld, listPreserved, markPreserved } from '../repositories/holds.ts'
import { appendEvents } from '../repositories/outbox.ts'
import { appendTraces } from '../repositories/traces.ts'
import { type DeskOperation, traceOf } from '../traces.ts'

/**
 * Destroys what the desk holds of people through signals whose last day has passed (the envelope's
 * `expiresOn`; CRPA R.114-9-7). A case still open then ends with the outcome `expired`; one that
 * has ended keeps its outcomes. What a legal hold keeps ends too, and is left for the hold alone.
 * @returns how many ended; fewer than the limit of one turn means that none is left.
 */
export function expireCases(deps: DeskDeps) {
  return async (): Promise<number> => {
    const now = deps.now()
    const today = dayOf(deps.calendar.country, now)
    const count = await inTransaction(deps.sql, { name: 'expire-cases' }, async transaction => {
      const ids = await findExpired(transaction, today, limits.expireCasesMax)
      const locked = await lockFamilies(transaction, ids)
      const expired = locked.filter(each => each.erasedAt === undefined)
      const held = await findHeld(transaction, ids, now)
      for (const stored of expired) {
        await expireOne(deps, transaction, stored, { ids, now, isHeld: held.has(stored.id) })
      }
      return expired.length
    })
    if (count > 0) deps.onCommitted()
    return count
  }
}

/** Destroys what was kept for legal holds alone, once they have all ended. */
export function releasePreserved(deps: DeskDeps) {
  return async (): Promise<void> => {
    for (let after: string | undefined; ; ) {
      const now = deps.now()
      const seen = await inTransaction(deps.sql, { name: 'release-cases' }, async transaction => {
        const ids = await listPreserved(transaction, after, limits.expireCasesMax)
        const held = await findHeld(transaction, ids, now)
        const free = ids.filter(id => !held.has(id))
        const locked = await lockFamilies(transaction, free)
        const due = locked.filter(each => each.erasedAt === undefined)
        await forgetCases(deps, transaction, due, { reason: 'expiry', at: now })
        await appendTraces(
          transaction,
          due.map(each => traceOf(deps, actOn(each, 'case-expire', now))),
        )
        return ids
      })
      deps.onCommitted()
      if (seen.length < limits.expireCasesMax) return
      after = seen.at(-1)
    }
  }
}

async function expireOne(
  deps: DeskDeps,
  transaction: Transaction,
  stored: StoredCase,
  { ids, now, isHeld }: { ids: readonly string[]; now: Date; isHeld: boolean },
): Promise<void> {
  const heirs = await findHeirs(transaction, stored, ids)
  await deletePendingChild(transaction, stored.id)
  if (!isHeld) await forgetCases(deps, transaction, [stored], { reason: 'expiry', at: now })
  if (stored.endedAt === undefined) {
    await endExpired(transaction, stored.id, now)
    await passOn(transaction, stored, heirs)
    const news: CaseNews = { type: 'closed', outcomes: ['expired'], informedAt: stored.informedAt }
    const told = { id: deps.newId(now), signalId: stored.id, at: now }
    await appendEvents(transaction, [toEvent(news, told)])
  }
  if (isHeld) await markPreserved(transaction, [stored.id], now)
  const act = actOn(stored, isHeld ? 'case-preserve' : 'case-expire', now)
  await appendTraces(transaction, [traceOf(deps, act)])
}

function actOn(
  { id: signalId, sender, agreementHash }: StoredCase,
  operation: DeskOperation,
  at: Date,
) {
  return { operation, at, signalId, sender, agreementHash }
}
