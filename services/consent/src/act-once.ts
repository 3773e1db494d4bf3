import type { Database } from '@unefois/database'
import { type OneAct as Act, actOnce as once } from '@unefois/service'
import type { AnswerPace } from './answer-pace.ts'
import type { ConsentKeys } from './consent-keys.ts'
import { dayOf } from './domain/calendar-day.ts'
import { problems } from './errors.ts'
import { limits } from './limits.ts'

/** One act under an idempotency key. */
export interface OneAct<Answer extends { readonly id: string }> extends Act<Answer> {
  /** Hears how long it took from the request to the commit; what it does wrong harms no answer. */
  committed?(answer: Answer, tookMs: number): Promise<void>
}

export type ActOnce = <Answer extends { readonly id: string }>(
  act: OneAct<Answer>,
) => Promise<Answer>

/**
 * Does an act of this service and keeps its answer in one transaction; the same key is answered the
 * same again. Answers leave at the service's pace.
 *
 * The function throws what `work` throws, Problem 409 and 503 as packages/service.
 */
export function actOnce(deps: {
  readonly sql: Database
  readonly keys: ConsentKeys
  readonly nowMs: () => number
  readonly monotonicMs: () => number
  readonly pace: AnswerPace
}): ActOnce {
  const parts = {
    sql: deps.sql,
    schema: 'consent',
    keyOfToday: () => deps.keys.idempotency(deps.nowMs()),
    findKey: deps.keys.idempotencyOfDay,
    problems,
    retryAfterSec: limits.retryAfterSec,
  }
  return async act => {
    const startedMs = deps.monotonicMs()
    try {
      const { answer, isFirst } = await once(parts, act)
      if (isFirst) {
        await act.committed?.(answer, deps.monotonicMs() - startedMs).catch(() => undefined)
      }
      return answer
    } finally {
      await deps.pace(startedMs)
    }
  }
}

/** The first day whose answers are still kept. */
export function answersKeptFrom(nowMs: number): string {
  const dayMs = 86_400_000
  return dayOf(new Date(nowMs - limits.idempotencyDays * dayMs))
}
