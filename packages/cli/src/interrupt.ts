import { exitCodes } from './exit-codes.ts'

/** Ctrl-C, told once; a second one leaves at once. */
export interface Interrupt {
  readonly signal: AbortSignal
  /** No longer listens: Ctrl-C ends the process again. */
  release(): void
}

/**
 * @param onFirst says that the work under way is being finished.
 * @param onSecond says how to go on; then the process ends.
 */
export function onInterrupt(onFirst: () => void, onSecond: () => void): Interrupt {
  const controller = new AbortController()
  const listen = (): void => {
    if (controller.signal.aborted) {
      onSecond()
      process.exit(exitCodes.interrupted)
    }
    controller.abort()
    onFirst()
  }
  process.on('SIGINT', listen)
  process.on('SIGTERM', listen)
  return {
    signal: controller.signal,
    release() {
      process.off('SIGINT', listen)
      process.off('SIGTERM', listen)
    },
  }
}
