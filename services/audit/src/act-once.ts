import { timingSafeEqual } from 'node:crypto'
import { inTransaction, isUnavailable, type Transaction } from '@unefois/database'
import { fingerprint, jcs } from '@unefois/sealing'
import type { AuditDeps } from './deps.ts'
import { problems } from './errors.ts'
import { limits } from './limits.ts'
import { claimKey, findAnswer, keepAnswer } from './repositories/idempotency.ts'

/** One act under an idempotency key. `id` of its answer is what a reused key is told. */
export interface OneAct<Answer extends { readonly id: string }> {
  /** `legal-hold-place`: the same key on another call is another act. */
  readonly call: string
  readonly agency: string
  readonly key: string
  readonly body: object
  work(transaction: Transaction): Promise<Answer>
}

/**
 * Does an act and keeps its answer in one transaction: a crash leaves both or neither, and the same
 * key is answered the same again.
 * @throws what `work` throws, Problem 409 for a key used otherwise or still in use, and Problem 503
 *   when nothing was stored.
 */
export async function actOnce<Answer extends { readonly id: string }>(
  deps: Pick<AuditDeps, 'sql' | 'store' | 'nowMs'>,
  act: OneAct<Answer>,
): Promise<Answer> {
  try {
    return (await firstTime(deps, act)) ?? (await storedAnswer(deps, act))
  } catch (error) {
    if (!isUnavailable(error)) throw error
    throw problems['temporarily-unavailable']({ retryAfterSec: limits.retryAfterSec })
  }
}

async function firstTime<Answer extends { readonly id: string }>(
  { sql, store, nowMs }: Pick<AuditDeps, 'sql' | 'store' | 'nowMs'>,
  { call, agency, key, body, work }: OneAct<Answer>,
): Promise<Answer | undefined> {
  const day = new Date(nowMs()).toISOString().slice(0, 10)
  const dayKey = store.getOrCreate('idempotency', day)
  return inTransaction(sql, { name: call }, async transaction => {
    const bodyFingerprint = fingerprint(dayKey.key, jcs(body))
    const claim = { agency, key, call, day, fingerprint: bodyFingerprint }
    if (!(await claimKey(transaction, claim))) return undefined
    const answer = await work(transaction)
    await keepAnswer(transaction, { agency, key, answer })
    return answer
  })
}

async function storedAnswer<Answer extends { readonly id: string }>(
  { sql, store }: Pick<AuditDeps, 'sql' | 'store'>,
  { call, agency, key, body }: OneAct<Answer>,
): Promise<Answer> {
  const stored = await findAnswer<Answer>(sql, agency, key)
  if (stored === undefined) {
    throw problems['idempotency-in-progress']({ retryAfterSec: limits.retryAfterSec })
  }
  const dayKey = store.find('idempotency', stored.day)
  const isSame =
    stored.call === call &&
    dayKey !== undefined &&
    timingSafeEqual(fingerprint(dayKey.key, jcs(body)), stored.fingerprint)
  if (isSame) return stored.answer
  throw problems['idempotency-key-reused']({ extra: { original: stored.answer.id } })
}
