import { setTimeout as sleep } from 'node:timers/promises'
import { limits } from './limits.ts'
import type { OfferedMessage, Relayed } from './use-cases/relay-outbox.ts'

export interface RelayLoop {
  /** Hands over what was just committed. What does not fit in memory waits in Postgres. */
  offer(messages: readonly OfferedMessage[]): void
  /** A recall waits in Postgres: looks there in the next turn. */
  wake(): void
  /** The receivers may have changed: looks at the streams in the next turn. */
  watchSoon(): void
  close(): Promise<void>
}

/**
 * Runs the relay for as long as the process lives. What was just committed goes at once; Postgres
 * is asked every quarter of a second for what waits there; the streams are looked at when
 * something hints at a loss. A failing turn is reported and tried again.
 */
export function startRelayLoop(options: {
  relayOffered: (messages: readonly OfferedMessage[]) => Promise<Relayed>
  relayWaiting: () => Promise<Relayed>
  watch: () => Promise<void>
  onFault: (turn: 'relay' | 'watch') => void
}): RelayLoop {
  const queue: OfferedMessage[] = []
  const never = Number.NEGATIVE_INFINITY
  const bell = createBell()
  let closed = false
  let watchedMs = never
  let sweptMs = never

  async function turn(): Promise<number> {
    if (performance.now() - watchedMs > limits.streamCheckMs) await watchStreams()
    try {
      const offered = queue.splice(0, limits.relayBatchMax)
      const sent = offered.length > 0 ? await options.relayOffered(offered) : nothing
      if (sent.refused > 0) watchedMs = never
      if (performance.now() - sweptMs > limits.relayIdleMs) await sweep()
      return sent.published
    } catch {
      options.onFault('relay')
      return 0
    }
  }
  async function watchStreams(): Promise<void> {
    try {
      await options.watch()
      watchedMs = performance.now()
    } catch {
      options.onFault('watch')
    }
  }
  async function sweep(): Promise<void> {
    const { published, refused } = await options.relayWaiting()
    // A full batch: more waits, so the next turn asks again at once.
    sweptMs = published >= limits.relayBatchMax ? never : performance.now()
    if (refused > 0) watchedMs = never
  }
  async function run(): Promise<void> {
    while (!closed) {
      const published = await turn()
      // Under load a short rest makes larger batches, which cost less each.
      if (published >= limits.relayBusyMessages) await sleep(limits.relayRestMs)
      else if (queue.length === 0 && !closed && sweptMs > 0) await bell.wait(limits.relayIdleMs)
    }
  }
  const running = run()
  return {
    offer(messages) {
      if (queue.length + messages.length > limits.relayQueueMax) return
      queue.push(...messages)
      bell.ring()
    },
    wake() {
      sweptMs = never
      bell.ring()
    },
    watchSoon() {
      watchedMs = never
      bell.ring()
    },
    async close() {
      closed = true
      bell.ring()
      await running
    },
  }
}

/** Waits until it is rung, or for so long. */
function createBell(): { ring(): void; wait(ms: number): Promise<void> } {
  let ring = () => {}
  return {
    ring: () => ring(),
    async wait(ms) {
      let timer: NodeJS.Timeout | undefined
      await new Promise<void>(resolve => {
        ring = resolve
        timer = setTimeout(resolve, ms)
      })
      clearTimeout(timer)
      ring = () => {}
    },
  }
}

const nothing: Relayed = { published: 0, refused: 0 }
