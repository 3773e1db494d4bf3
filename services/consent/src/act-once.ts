import { timingSafeEqual } from 'node:crypto'
import { type Database, inTransaction, isUnavailable, type Transaction } from '@unefois/database'
import { fingerprint, jcs } from '@unefois/sealing'
import type { AnswerPace } from './answer-pace.ts'
import type { ConsentKeys } from './consent-keys.ts'
import { dayOf } from './domain/calendar-day.ts'
import { problems } from './errors.ts'
import { limits } from './limits.ts'
import { claimKey, findAnswer, keepAnswer } from './repositories/idempotency.ts'

/** One act under an idempotency key. `id` of its answer is what a reused key is told. */
export interface OneAct<Answer extends { readonly id: string }> {
  /** `objection-lodge`: the same key on another call is another act. */
  readonly call: string
  readonly agency: string
  readonly key: string
  readonly body: object
  work(transaction: Transaction): Promise<Answer>
  /** Hears how long it took from the request to the commit; what it does wrong harms no answer. */
  committed?(answer: Answer, tookMs: number): Promise<void>
}

export type ActOnce = <Answer extends { readonly id: string }>(
  act: OneAct<Answer>,
) => Promise<Answer>

/**
 * Does an act and keeps its answer in one transaction: a crash leaves both or neither, and the same
 * key is answered the same again. Answers leave at the service's pace.
 *
 * The function throws what `work` throws, Problem 409 for a key used otherwise or still in use, and
 * Problem 503 when nothing was stored.
 */
export function actOnce(deps: {
  readonly sql: Database
  readonly keys: ConsentKeys
  readonly nowMs: () => number
  readonly monotonicMs: () => number
  readonly pace: AnswerPace
}): ActOnce {
  return async act => {
    const startedMs = deps.monotonicMs()
    try {
      const answer = await firstTime(deps, act)
      if (answer === undefined) return await storedAnswer(deps, act)
      await act.committed?.(answer, deps.monotonicMs() - startedMs).catch(() => undefined)
      return answer
    } catch (error) {
      if (!isUnavailable(error)) throw error
      throw problems['temporarily-unavailable']({ retryAfterSec: limits.retryAfterSec })
    } finally {
      await deps.pace(startedMs)
    }
  }
}

type OnceDeps = Parameters<typeof actOnce>[0]

async function firstTime<Answer extends { readonly id: string }>(
  { sql, keys, nowMs }: OnceDeps,
  { call, agency, key, body, work }: OneAct<Answer>,
): Promise<Answer | undefined> {
  const dayKey = keys.idempotency(nowMs())
  return inTransaction(sql, { name: call }, async transaction => {
    const claim = { agency, key, call, day: dayKey.label }
    const bodyFingerprint = fingerprint(dayKey.key, jcs(body))
    const isFirst = await claimKey(transaction, { ...claim, fingerprint: bodyFingerprint })
    if (!isFirst) return undefined
    const answer = await work(transaction)
    await keepAnswer(transaction, { agency, key, answer })
    return answer
  })
}

async function storedAnswer<Answer extends { readonly id: string }>(
  { sql, keys }: OnceDeps,
  { call, agency, key, body }: OneAct<Answer>,
): Promise<Answer> {
  const stored = await findAnswer<Answer>(sql, agency, key)
  if (stored === undefined) {
    throw problems['idempotency-in-progress']({ retryAfterSec: limits.retryAfterSec })
  }
  const dayKey = keys.idempotencyOfDay(stored.day)
  const isSame =
    stored.call === call &&
    dayKey !== undefined &&
    timingSafeEqual(fingerprint(dayKey.key, jcs(body)), stored.fingerprint)
  if (isSame) return stored.answer
  throw problems['idempotency-key-reused']({ extra: { original: stored.answer.id } })
}

/** The first day whose answers are still kept. */
export function answersKeptFrom(nowMs: number): string {
  const dayMs = 86_400_000
  return dayOf(new Date(nowMs - limits.idempotencyDays * dayMs))
}
