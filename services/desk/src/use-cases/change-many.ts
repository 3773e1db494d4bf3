import { type CaseBatchAnswer, type CaseClaims, validatorFor } from '@unefois/contracts'
import { inTransaction, isUnavailable } from '@unefois/database'
import { Problem } from '@unefois/errors'
import { problems as shared } from '@unefois/service'
import { answerOnce } from '../answer-once.ts'
import type { DeskDeps } from '../deps.ts'
import type { Move } from '../domain/case-life.ts'
import { limits } from '../limits.ts'
import { type Adviser, type Also, type CaseAct, moveCase } from './change-case.ts'

type Result = CaseBatchAnswer['results'][number]

/** Many cases, each in the version that its adviser last saw, and who moves them. */
export interface ManyAct {
  readonly cases: CaseClaims['cases']
  readonly by: Adviser
  readonly idempotencyKey: string
}

/** The same move of many cases; `content` is all that was asked, to know the same call again. */
export interface ManyMove {
  readonly move: Move
  readonly content: unknown
  readonly also?: (act: CaseAct) => Also
}

const isAnswer = validatorFor('urn:unefois:contracts:case-batch-answer.v1')

/**
 * Moves many cases, as one by one: what is refused harms only itself. One transaction, so that a
 * call that is cut off was done as a whole or not at all, and is answered as before when it comes
 * again under its key. Answers in the order asked.
 * @throws Problem when the call as a whole cannot be done.
 */
export async function changeMany(
  deps: DeskDeps,
  { cases, by, idempotencyKey: key }: ManyAct,
  { move, content, also }: ManyMove,
): Promise<CaseBatchAnswer> {
  const call = { clientId: by.clientId, key, content: { kind: move.kind, content }, isAnswer }
  try {
    const answer = await inTransaction(deps.sql, { name: `cases-${move.kind}` }, sql =>
      answerOnce(deps, sql, call, async () => {
        const results = new Map<CaseClaims['cases'][number], Result>()
        // In the order in which everybody locks cases: two calls never wait in a circle.
        for (const item of [...cases].sort((a, b) => (a.id < b.id ? -1 : 1))) {
          const act = { caseId: item.id, expectedVersion: item.version, by }
          const result = await moveCase(deps, sql, act, { move, also: also?.(act) ?? {} }).then(
            ({ version }): Result => ({ id: item.id, result: 'done', version }),
            (error: unknown): Result => ({ id: item.id, result: 'refused', code: codeOf(error) }),
          )
          results.set(item, result)
        }
        return { results: cases.flatMap(item => results.get(item) ?? []) }
      }),
    )
    deps.onCommitted()
    return answer
  } catch (error) {
    if (isUnavailable(error)) throw shared.unavailable({ retryAfterSec: limits.retryAfterSec })
    throw error
  }
}

/** A refusal's code. @throws whatever is no refusal: it ends the call as a whole. */
function codeOf(error: unknown): string {
  if (error instanceof Problem) return error.code
  throw error
}
