import { limits } from './limits.ts'
import type { OfferedKind } from './relay-loop.ts'
import type { OfferedMessage } from './use-cases/relay-outbox.ts'

/** What one transaction committed. */
interface Part {
  readonly messages: readonly OfferedMessage[]
  readonly sinceMs: number
}

/** What was committed here and is not published yet. */
export interface RelayQueue {
  readonly waiting: number
  /** What does not fit is left out: it waits in Postgres. */
  add(messages: readonly OfferedMessage[], kind: OfferedKind): void
  /** The next batch: transactions whole, as many as fit, and one at least. */
  take(): OfferedMessage[]
  /** What was taken last is published, or waits in Postgres. */
  done(): void
  /** How long ago the oldest that waits or was taken had come; 0 when there is none. */
  heldMs(): number
}

/**
 * Signals go before the lines of batches, of which thousands may have come just before them. A line
 * that has waited for long goes first, so that it waits no longer however many signals come.
 */
export function createRelayQueue(): RelayQueue {
  const signals: Part[] = []
  const lines: Part[] = []
  let waiting = 0
  let taken: Part[] = []
  const ageMs = (part: Part | undefined) =>
    part === undefined ? 0 : performance.now() - part.sinceMs
  const nextQueue = () =>
    signals.length === 0 || ageMs(lines[0]) > limits.relayLinesWaitMs ? lines : signals
  return {
    get waiting() {
      return waiting
    },
    add(messages, kind) {
      if (messages.length === 0 || waiting + messages.length > limits.relayQueueMax) return
      const queue = kind === 'lines' ? lines : signals
      queue.push({ messages, sinceMs: performance.now() })
      waiting += messages.length
    },
    take() {
      const batch: OfferedMessage[] = []
      taken = []
      for (let queue = nextQueue(); queue[0] !== undefined; queue = nextQueue()) {
        const [part] = queue
        const isFull = batch.length + part.messages.length > limits.relayBatchMax
        if (taken.length > 0 && isFull) break
        queue.shift()
        taken.push(part)
        batch.push(...part.messages)
      }
      waiting -= batch.length
      return batch
    },
    done() {
      taken = []
    },
    heldMs: () => Math.max(0, ...[...taken, signals[0], lines[0]].map(ageMs)),
  }
}
