import { type Measured, median } from './flag.ts'
import { thresholds } from './thresholds.ts'

/**
 * A day of many signals, against the same agreement's days before: more than all of them, and
 * several times the middle one of those that had any.
 * @param past the days before, most recent last; days without a signal are 0.
 */
export function judgeDay(count: number, past: readonly number[]): Measured | undefined {
  const active = past.filter(each => each > 0)
  if (active.length < thresholds.activeDaysMin || count < thresholds.volumeMin) return undefined
  const usual = median(active)
  const most = Math.max(...active)
  const isUnusual = count >= thresholds.volumeTimes * usual && count > most
  return isUnusual ? { count, usual, most, among: active.length } : undefined
}

/**
 * A week of few signals, against the same agreement's weeks before.
 * @param past the weeks before; most of them must have had some.
 */
export function judgeWeek(count: number, past: readonly number[]): Measured | undefined {
  const usual = median(past)
  if (usual < thresholds.weekMin) return undefined
  const isUnusual = count < thresholds.weekShareMax * usual
  return isUnusual ? { count, usual, among: past.length } : undefined
}
