/** Wakes a loop that waits. A ring that nobody waits for is heard by the next wait. */
export interface Bell {
  ring(): void
  /** Until it is rung, or for so long. */
  wait(ms: number): Promise<void>
}

/** A bell that nobody has rung yet. */
export function createBell(): Bell {
  let rung = false
  let wake = () => {}
  return {
    ring() {
      rung = true
      wake()
    },
    async wait(ms) {
      if (!rung) {
        const { promise, resolve } = Promise.withResolvers<void>()
        const timer = setTimeout(resolve, ms)
        wake = resolve
        await promise
        clearTimeout(timer)
      }
      rung = false
    },
  }
}
