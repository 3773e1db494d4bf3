import { inTransaction } from '@unefois/database'
import { recordErasures } from '@unefois/erasure-journal'
import { traceMonthDue } from '@unefois/retention'
import type { AuditDeps } from '../deps.ts'
import { lawsOf } from '../domain/agencies-by-law.ts'
import { listMonths } from '../repositories/trace-months.ts'
import { appendTraces } from '../repositories/traces.ts'

/**
 * Destroys the trace index key of each month that has no trace left: what a backup still holds of
 * those traces leads to nobody. The journal tells of it first; its certificate waits until the key
 * is gone, so a crash in between leaves a key to be destroyed again, and told again.
 *
 * @returns how many, or undefined while nobody knows whose law is whose.
 */
export function destroyTraceKeys(deps: AuditDeps) {
  return async (): Promise<number | undefined> => {
    const agencies = deps.agencies()
    if (agencies === undefined) return undefined
    deps.store.refresh()
    const kept = await listMonths(deps.sql)
    const at = new Date(deps.nowMs())
    const shortest = lawsOf(agencies).map(one => (month: string) => traceMonthDue([one], month))
    const over = deps.store
      .list('trace-index')
      .filter(({ label }) => !kept.includes(label))
      .filter(({ label }) => shortest.some(dueOf => dueOf(label).dueAt <= at))
    for (const key of over) {
      await tell(deps, at, {
        id: key.id,
        article: traceMonthDue(lawsOf(agencies), key.label).article,
      })
      deps.store.destroy('trace-index', key.label)
    }
    return over.length
  }
}

async function tell(
  deps: AuditDeps,
  at: Date,
  key: { readonly id: string; readonly article: string },
): Promise<void> {
  await inTransaction(deps.sql, { name: 'destroy-trace-key' }, async transaction => {
    await recordErasures(transaction, [
      {
        id: deps.newId(at.getTime()),
        at: at.toISOString(),
        owner: 'audit',
        class: 'key',
        reason: 'expiry',
        article: key.article,
        keyIds: [key.id],
        count: 1,
      },
    ])
    await appendTraces(transaction, [
      {
        id: deps.newId(at.getTime()),
        at,
        actor: deps.clientId,
        agency: 'hub',
        operation: 'trace-key-destroy',
        detail: { key: key.id },
      },
    ])
  })
}
