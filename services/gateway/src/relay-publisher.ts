import { setImmediate as answersFirst, setTimeout as sleep } from 'node:timers/promises'
import { createBell } from './bell.ts'
import { limits } from './limits.ts'
import type { RelayLoop, RelayTurns } from './relay-loop.ts'
import { createRelayQueue } from './relay-queue.ts'
import type { OfferedMessage } from './use-cases/relay-outbox.ts'

export interface Publisher extends Pick<RelayLoop, 'offer' | 'close'> {
  /** How long ago the oldest of what is held here was offered; 0 when nothing is held. */
  heldMs(): number
  /** Does `work` while nothing is being published; what is offered meanwhile waits. */
  hold(work: () => Promise<void>): Promise<void>
}

/**
 * Publishes what is offered, one batch after the other, with no pause while batches are small.
 *
 * @param onRefused hears that the bus did not take everything: it waits in Postgres.
 */
export function startPublisher(turns: RelayTurns, onRefused: () => void): Publisher {
  const queue = createRelayQueue()
  const bell = createBell()
  let batch: Promise<void> | undefined
  let held: Promise<void> | undefined
  let closed = false

  async function publish(messages: readonly OfferedMessage[]): Promise<void> {
    try {
      const { refused } = await turns.relayOffered(messages)
      if (refused > 0) onRefused()
    } catch {
      turns.onFault('relay')
    }
    queue.done()
  }
  async function run(): Promise<void> {
    while (!closed) {
      if (held !== undefined) await held
      else if (queue.waiting === 0) await bell.wait(limits.relayIdleMs)
      else {
        // What was just committed is answered before it is published: publishing first would make
        // an objected signal's answer, which has nothing to publish, come sooner than another's.
        await answersFirst()
        const messages = queue.take()
        batch = publish(messages)
        await batch
        // Under load a short rest makes larger batches, which cost less each.
        if (messages.length >= limits.relayBusyMessages) await sleep(limits.relayRestMs)
      }
    }
  }
  const running = run()
  return {
    offer(messages, kind) {
      queue.add(messages, kind)
      bell.ring()
    },
    heldMs: queue.heldMs,
    hold(work) {
      const done = (async () => {
        await batch
        await work()
      })()
      const free = () => {
        held = undefined
      }
      held = done.then(free, free)
      return done
    },
    async close() {
      closed = true
      bell.ring()
      await running
    },
  }
}
