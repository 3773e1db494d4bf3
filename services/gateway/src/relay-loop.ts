import { limits } from './limits.ts'

export interface RelayLoop {
  /** Tells the loop that something new waits. */
  wake(): void
  /** The receivers may have changed: looks at the streams in the next turn. */
  watchSoon(): void
  close(): Promise<void>
}

/**
 * Runs the relay for as long as the process lives: at once after a commit, and every quarter of a
 * second for what another process left. A failing turn is reported and tried again.
 */
export function startRelayLoop(options: {
  relay: () => Promise<{ published: number; refused: number }>
  watch: () => Promise<void>
  onFault: (turn: 'relay' | 'watch') => void
}): RelayLoop {
  let closed = false
  let woken = false
  let wake = () => {}
  let watchedMs = Number.NEGATIVE_INFINITY

  async function turn(): Promise<boolean> {
    if (performance.now() - watchedMs > limits.streamCheckMs) {
      try {
        await options.watch()
        watchedMs = performance.now()
      } catch {
        options.onFault('watch')
      }
    }
    try {
      const { published, refused } = await options.relay()
      if (refused > 0) watchedMs = Number.NEGATIVE_INFINITY
      return published > 0 && refused === 0
    } catch {
      options.onFault('relay')
      return false
    }
  }

  async function pause(): Promise<void> {
    if (woken || closed) return
    let timer: NodeJS.Timeout | undefined
    await new Promise<void>(resolve => {
      wake = resolve
      timer = setTimeout(resolve, limits.relayIdleMs)
    })
    clearTimeout(timer)
  }

  async function run(): Promise<void> {
    while (!closed) {
      woken = false
      if (!(await turn())) await pause()
    }
  }
  const running = run()
  return {
    wake() {
      woken = true
      wake()
    },
    watchSoon() {
      watchedMs = Number.NEGATIVE_INFINITY
      woken = true
      wake()
    },
    async close() {
      closed = true
      wake()
      await running
    },
  }
}
