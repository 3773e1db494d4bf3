import { articlesOf } from '@unefois/contracts'
import { type Database, inTransaction } from '@unefois/database'
import { idempotencyDue, signalMonthDue } from '@unefois/retention'
import type { KeyStore, StoredKey } from '@unefois/sealing'
import { profiles } from '../domain/erasing-outcomes.ts'
import { type Erasure, recordErasures } from '../repositories/erasures.ts'
import { hasAnswersOf } from '../repositories/idempotency.ts'
import { listMonths } from '../repositories/months.ts'

interface Dependencies {
  readonly retentionSql: Database
  readonly store: KeyStore
  readonly nowMs: () => number
  readonly newId: (ms: number) => string
}

/** The lock under which keys are destroyed, so that two gateways journal each once. */
const destructionLock = 7_310_006

/**
 * Destroys a key's file and journals it, once, whichever gateway comes first. The entry is undone
 * when the file could not be removed.
 * @returns false when another gateway had destroyed it.
 */
export async function destroyKey(
  deps: Dependencies,
  key: StoredKey,
  because: Pick<Erasure, 'reason' | 'article'>,
): Promise<boolean> {
  const nowMs = deps.nowMs()
  return inTransaction(deps.retentionSql, { name: 'destroy-key' }, async transaction => {
    await transaction`SELECT pg_advisory_xact_lock(${destructionLock})`
    deps.store.refresh()
    if (deps.store.find(key.family, key.label) === undefined) return false
    await recordErasures(transaction, [
      {
        id: deps.newId(nowMs),
        at: new Date(nowMs).toISOString(),
        class: 'key',
        keyIds: [key.id],
        count: 1,
        ...because,
      },
    ])
    return deps.store.destroy(key.family, key.label)
  })
}

/**
 * Destroys the signal index keys of months that are gone, and the idempotency keys of days whose
 * answers are: nobody can make a blind index or a fingerprint of then again.
 * @returns how many keys went.
 */
export function destroyOldKeys(deps: Dependencies) {
  return async (): Promise<number> => {
    const nowMs = deps.nowMs()
    deps.store.refresh()
    const months = new Set(await listMonths(deps.retentionSql, 'signal'))
    let destroyed = 0
    for (const key of deps.store.list('signal-index')) {
      const { dueAt } = signalMonthDue(profiles, key.label)
      if (dueAt.getTime() > nowMs || months.has(key.label)) continue
      const because = { reason: 'expiry' as const, article: articlesOf('signal-kept') }
      if (await destroyKey(deps, key, because)) destroyed += 1
    }
    for (const key of deps.store.list('idempotency')) {
      const { dueAt, article } = idempotencyDue(key.label)
      if (dueAt.getTime() > nowMs) continue
      if (await hasAnswersOf(deps.retentionSql, key.label)) continue
      if (await destroyKey(deps, key, { reason: 'expiry', article })) destroyed += 1
    }
    return destroyed
  }
}
