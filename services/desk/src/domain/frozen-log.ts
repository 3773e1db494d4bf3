import { limits } from '../limits.ts'

/**
 * For how many milliseconds a log has published nothing new, once that is too long; a log publishes
 * in every period, whatever happened in it. By the time of day: a clock that is moved freezes none.
 */
export function frozenMs(newestAt: Date | null | undefined, nowMs: number): number | undefined {
  if (newestAt === null || newestAt === undefined) return undefined
  const ageMs = nowMs - newestAt.getTime()
  return ageMs > limits.publicationsMissedMax * limits.logPublishesEveryMs ? ageMs : undefined
}
