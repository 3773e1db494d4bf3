/** Resolves at the next multiple of the pace after an instant of the monotonic clock. */
export type AnswerPace = (startedMs: number) => Promise<void>

/**
 * Lets every answer leave at a multiple of `everyMs` after its request began, so that the time an
 * act took tells nothing of what there was to destroy.
 */
export function createAnswerPace(parts: {
  readonly everyMs: number
  readonly monotonicMs: () => number
  readonly wait: (ms: number) => Promise<unknown>
}): AnswerPace {
  return async startedMs => {
    const spentMs = parts.monotonicMs() - startedMs
    await parts.wait(Math.ceil(spentMs / parts.everyMs) * parts.everyMs - spentMs)
  }
}
