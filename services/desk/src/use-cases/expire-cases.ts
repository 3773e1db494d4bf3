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
import { deletePendingChildren } from '../repositories/child-signals.ts'
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
      if (expired.length > 0) await expireTogether(deps, transaction, expired, { ids, now, held })
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

async function expireTogether(
  deps: DeskDeps,
  transaction: Transaction,
  expired: readonly StoredCase[],
  { ids, now, held }: { ids: readonly string[]; now: Date; held: ReadonlySet<string> },
): Promise<void> {
  const kept = idsOf(expired.filter(each => held.has(each.id)))
  const open = expired.filter(each => each.endedAt === undefined)
  const heirs = await findHeirs(transaction, open, ids)
  await deletePendingChildren(transaction, idsOf(expired))
  const gone = expired.filter(each => !held.has(each.id))
  await forgetCases(deps, transaction, gone, { reason: 'expiry', at: now })
  await endExpired(transaction, idsOf(open), now)
  for (const stored of open) await passOn(transaction, stored, heirs.get(stored.id))
  await appendEvents(
    transaction,
    open.map(({ id: signalId, informedAt }) => {
      const news: CaseNews = { type: 'closed', outcomes: ['expired'], informedAt }
      return toEvent(news, { id: deps.newId(now), signalId, at: now })
    }),
  )
  await markPreserved(transaction, kept, now)
  await appendTraces(
    transaction,
    expired.map(each => {
      const operation = held.has(each.id) ? 'case-preserve' : 'case-expire'
      return traceOf(deps, actOn(each, operation, now))
    }),
  )
}

function idsOf(cases: readonly StoredCase[]): string[] {
  return cases.map(({ id }) => id)
}

function actOn(
  { id: signalId, sender, agreementHash }: StoredCase,
  operation: DeskOperation,
  at: Date,
) {
  return { operation, at, signalId, sender, agreementHash }
}
