import { setTimeout } from 'node:timers/promises'

/** What time it is, and its passing. */
interface Time {
  nowMs(): number
  sleep(ms: number): Promise<unknown>
}

const machineTime: Time = { nowMs: () => performance.now(), sleep: ms => setTimeout(ms) }

/**
 * Lets a call answer, or refuse, only at a multiple of `everyMs` after it began (monotonic clock),
 * so that the time it took tells nothing of what there was to do.
 */
export function atPace<Input extends readonly unknown[], Output>(
  everyMs: number,
  call: (...input: Input) => Promise<Output>,
  time: Time = machineTime,
): (...input: Input) => Promise<Output> {
  return async (...input) => {
    const begunMs = time.nowMs()
    try {
      return await call(...input)
    } finally {
      const spentMs = time.nowMs() - begunMs
      await time.sleep(Math.max(1, Math.ceil(spentMs / everyMs)) * everyMs - spentMs)
    }
  }
}
