import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Lets a call answer, or refuse, only at a multiple of `everyMs` after it began (monotonic clock),
 * so that the time it took tells nothing of what there was to do.
 */
export function atPace<Input extends readonly unknown[], Output>(
  everyMs: number,
  call: (...input: Input) => Promise<Output>,
): (...input: Input) => Promise<Output> {
  return async (...input) => {
    const begunMs = performance.now()
    try {
      return await call(...input)
    } finally {
      const spentMs = performance.now() - begunMs
      await sleep(Math.max(1, Math.ceil(spentMs / everyMs)) * everyMs - spentMs)
    }
  }
}
