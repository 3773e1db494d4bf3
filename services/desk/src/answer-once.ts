import { timingSafeEqual } from 'node:crypto'
import { sqlState, type Transaction } from '@unefois/database'
import { fingerprint, jcs } from '@unefois/sealing'
import type { DeskDeps } from './deps.ts'
import { problems } from './errors.ts'
import { limits } from './limits.ts'
import { getAnswer, keepAnswer, type StoredAnswer, takeKey } from './repositories/idempotency.ts'

const lockNotAvailable = '55P03'

/** A call that must not be done twice. */
export interface OnceCall {
  readonly clientId: string
  readonly key: string
  /** What was asked, as JSON; kept only as a fingerprint. */
  readonly content: unknown
  /** The one case that it is about, in the version that the caller saw. */
  readonly about?: { readonly caseId: string; readonly version: number }
}

/**
 * Takes the key of a call for this transaction. Answers what the same call answered before, or
 * undefined when it is the first.
 * @throws Problem when the key was used for another content, or its first call is still under way.
 */
export async function takeOrAnswer(
  deps: Pick<DeskDeps, 'keys' | 'now'>,
  sql: Transaction,
  call: OnceCall,
): Promise<StoredAnswer | undefined> {
  const at = deps.now()
  const content = jcs(call.content)
  const fingerprintDay = at.toISOString().slice(0, 10)
  const isFirst = await takeKey(sql, {
    client: call.clientId,
    key: call.key,
    at,
    fingerprintDay,
    fingerprint: fingerprint(deps.keys.idempotencyOfDay(fingerprintDay), content),
    caseId: call.about?.caseId ?? null,
    version: call.about?.version ?? null,
    answer: null,
  }).catch(error => {
    if (sqlState(error) !== lockNotAvailable) throw error
    throw problems['idempotency-in-progress']({ retryAfterSec: limits.retryAfterSec })
  })
  if (isFirst) return undefined
  const first = await getAnswer(sql, call.clientId, call.key)
  const again = fingerprint(deps.keys.idempotencyOfDay(first.fingerprintDay), content)
  if (timingSafeEqual(again, first.fingerprint)) return first
  const { caseId } = first
  throw problems['idempotency-key-reused'](caseId === null ? {} : { extra: { original: caseId } })
}

/** Does a call once: `work` in this transaction, or the answer that it gave before. */
export async function answerOnce<T>(
  deps: Pick<DeskDeps, 'keys' | 'now'>,
  sql: Transaction,
  call: OnceCall & { readonly isAnswer: (stored: unknown) => stored is T },
  work: () => Promise<T>,
): Promise<T> {
  const before = await takeOrAnswer(deps, sql, call)
  if (before === undefined) {
    const answer = await work()
    await keepAnswer(sql, call.clientId, call.key, answer)
    return answer
  }
  if (!call.isAnswer(before.answer)) throw new Error('a kept answer is of its contract')
  return before.answer
}
