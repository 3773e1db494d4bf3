import { type OneAct, actOnce as once } from '@unefois/service'
import type { AuditDeps } from './deps.ts'
import { problems } from './errors.ts'
import { limits } from './limits.ts'

/**
 * Does an act of this service and keeps its answer in one transaction; the same key is answered the
 * same again.
 * @throws what its `work` throws, Problem 409 and 503 as packages/service.
 */
export async function actOnce<Answer extends { readonly id: string }>(
  { sql, store, nowMs }: Pick<AuditDeps, 'sql' | 'store' | 'nowMs'>,
  act: OneAct<Answer>,
): Promise<Answer> {
  const parts = {
    sql,
    schema: 'audit',
    keyOfToday: () =>
      store.getOrCreate('idempotency', new Date(nowMs()).toISOString().slice(0, 10)),
    findKey: (day: string) => store.find('idempotency', day),
    problems,
    retryAfterSec: limits.retryAfterSec,
  }
  return (await once(parts, act)).answer
}
