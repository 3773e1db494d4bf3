import { type BcssPort, BcssUnavailableError } from '@unefois/bcss'
import { problems } from '../errors.ts'
import { limits } from '../limits.ts'
import type { PreparedSignal } from './prepare-signal.ts'

/** Whether this signal asks before it is stored. */
export function asksBcss(prepared: PreparedSignal): boolean {
  return prepared.check !== undefined
}

/**
 * Asks the BCSS about one signal whose agreement is routed that way (law of 15 January 1990, art.
 * 14). One that does not pass is stored as if the person had objected, and answered the same:
 * whether a receiver knows a person is nothing that a sender may learn.
 * @throws Problem 503 when nothing is known, or nobody can be asked: store nothing.
 */
export async function askBcss(
  port: BcssPort | undefined,
  prepared: PreparedSignal,
): Promise<PreparedSignal> {
  if (prepared.check === undefined) return prepared
  try {
    const passes = await port?.passes(prepared.check)
    if (passes !== undefined) return { ...prepared, blocked: !passes }
  } catch (error) {
    if (!(error instanceof BcssUnavailableError)) throw error
  }
  throw problems['bcss-unavailable']({ retryAfterSec: limits.consentRetryAfterSec })
}
