/** A turn that is taken again and again until it is stopped. */
export interface Loop {
  /** Takes the next turn now instead of at the end of its pause; a pause after a fault goes on. */
  wake(): void
  /** Resolves when the turn under way has ended; no other begins. */
  stop(): Promise<void>
}

/**
 * Repeats `turn`, pausing as many milliseconds as it answers. A turn that throws is told to
 * `onError` and taken again after a pause that doubles up to `retryMsMax`.
 */
export function startLoop(options: {
  readonly turn: () => Promise<number>
  readonly onError: (error: unknown, delayMs: number) => void
  readonly retryMs: number
  readonly retryMsMax: number
}): Loop {
  const { retryMs, retryMsMax } = options
  let stopped = false
  let woken = false
  let faults = 0
  let endPause: (() => void) | undefined
  let isWakeable = false

  async function pause(ms: number, wakeable: boolean): Promise<void> {
    if (ms > 0 && !stopped && !(wakeable && woken)) {
      const { promise, resolve } = Promise.withResolvers<void>()
      const timer = setTimeout(resolve, ms)
      endPause = resolve
      isWakeable = wakeable
      await promise
      clearTimeout(timer)
      endPause = undefined
    }
    if (wakeable) woken = false
  }

  async function run(): Promise<void> {
    while (!stopped) {
      try {
        const pauseMs = await options.turn()
        faults = 0
        await pause(pauseMs, true)
      } catch (error) {
        const delayMs = Math.min(retryMs * 2 ** Math.min(faults, 16), retryMsMax)
        faults += 1
        options.onError(error, delayMs)
        await pause(delayMs, false)
      }
    }
  }

  const ended = run()
  return {
    wake() {
      woken = true
      if (isWakeable) endPause?.()
    },
    async stop() {
      stopped = true
      endPause?.()
      await ended
    },
  }
}
