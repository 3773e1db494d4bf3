import { setTimeout as sleep } from 'node:timers/promises'
import { TokenError } from './errors.ts'
import type { Answer } from './http.ts'
import { limits } from './limits.ts'

export interface RetryPolicy {
  /** Attempts after the first one. */
  readonly retriesMax: number
  /** Sending again cannot do the thing twice: a safe method or an Idempotency-Key. */
  readonly repeatable: boolean
  readonly signal?: AbortSignal | undefined
}

/**
 * Sends again on network errors, 503, 429 and on 409 with Retry-After (the same key is still being
 * committed elsewhere); the caller's closure sends the very same key and body each time.
 * Waits as Retry-After says and never less; else twice as long each time with jitter.
 */
export async function withRetry(
  attempt: () => Promise<Answer>,
  policy: RetryPolicy,
): Promise<Answer> {
  const retries = policy.repeatable ? policy.retriesMax : 0
  for (let tried = 0; ; tried += 1) {
    try {
      const answer = await attempt()
      if (tried >= retries || !isTransient(answer) || !isWorthWaiting(answer)) return answer
      await sleep(waitMs(tried, retryAfterMs(answer.headers)), undefined, { signal: policy.signal })
    } catch (error) {
      if (tried >= retries || !isNetworkError(error)) throw error
      await sleep(waitMs(tried, undefined), undefined, { signal: policy.signal })
    }
  }
}

function isTransient(answer: Answer): boolean {
  if (answer.status === 503 || answer.status === 429) return true
  return answer.status === 409 && retryAfterMs(answer.headers) !== undefined
}

/**
 * No answer came, or none from the issuer. undici gives every connection error and timeout a code;
 * a refusal by us has none of these.
 */
export function isNetworkError(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error.name === 'TimeoutError') return true
  if (error instanceof TokenError) return error.isPassing
  return 'code' in error && /^(E[A-Z]+|UND_ERR_[A-Z_]+)$/u.test(String(error.code))
}

/** Waiting longer than this is the caller's to decide: the answer is then handed over. */
function isWorthWaiting(answer: Answer): boolean {
  return (retryAfterMs(answer.headers) ?? 0) <= limits.retryAfterMsMax
}

/** What Retry-After asks for, in milliseconds and unbounded; only the form in seconds is read. */
export function retryAfterMs(headers: Answer['headers']): number | undefined {
  const header = headers['retry-after']
  if (typeof header !== 'string' || !/^[0-9]{1,6}$/u.test(header)) return undefined
  return Number(header) * 1_000
}

/** The pause before the next attempt: as long as asked for, and a growing, jittered bit more. */
export function waitMs(tried: number, askedMs: number | undefined): number {
  const backoffMs = Math.min(limits.retryDelayMsMin * 2 ** tried, limits.retryDelayMsMax)
  return (askedMs ?? 0) + backoffMs * (0.5 + Math.random() / 2)
}
