import { createBell } from './bell.ts'
import { limits } from './limits.ts'
import { startPublisher } from './relay-publisher.ts'
import type { OfferedMessage, Relayed, Swept } from './use-cases/relay-outbox.ts'

/** Posts of one signal each, or lines of a batch, which let those go first. */
export type OfferedKind = 'signals' | 'lines'

export interface RelayLoop {
  /** Hands over what was just committed. What does not fit in memory waits in Postgres. */
  offer(messages: readonly OfferedMessage[], kind: OfferedKind): void
  /** A recall waits in Postgres: looks there at once. */
  wake(): void
  /** The receivers may have changed: looks at the streams at once. */
  watchSoon(): void
  close(): Promise<void>
}

/** What the relay does in its turns. */
export interface RelayTurns {
  readonly relayOffered: (messages: readonly OfferedMessage[]) => Promise<Relayed>
  /** Notes in Postgres what `relayOffered` published. */
  readonly markOffered: () => Promise<void>
  /** Leaves out what was accepted since the oldest that is held here, `heldMs` ago. */
  readonly relayWaiting: (heldMs: number) => Promise<Swept>
  /** Erases messages whose keys were destroyed; answers whether more wait. */
  readonly eraseMessages: () => Promise<boolean>
  readonly watch: () => Promise<void>
  readonly onFault: (turn: 'relay' | 'watch') => void
}

const never = Number.NEGATIVE_INFINITY

/**
 * Runs the relay for as long as the process lives, as two loops. The publisher sends at once what
 * was just committed and does nothing else: its turn lies on every signal's way to its desk. The
 * other, every quarter of a second, notes what was published, asks Postgres for what waits there,
 * and looks at the streams when something hints at a loss. A failing turn is reported and tried
 * again.
 */
export function startRelayLoop(turns: RelayTurns): RelayLoop {
  const bell = createBell()
  let closed = false
  let watchedMs = never
  let sweptMs = never

  const watchSoon = () => {
    watchedMs = never
    bell.ring()
  }
  const publisher = startPublisher(turns, watchSoon)

  async function watchStreams(): Promise<void> {
    // A mark written after a loss was found would hide a message that went with the store: all
    // that was published before is noted first, and nothing is published meanwhile.
    await turns.markOffered()
    await turns.watch()
    watchedMs = performance.now()
  }
  async function sweep(): Promise<void> {
    const { more, refused } = await turns.relayWaiting(publisher.heldMs())
    if (refused > 0) watchedMs = never
    // More waits, so the next turn asks again at once.
    sweptMs = (await turns.eraseMessages()) || more ? never : performance.now()
  }
  async function look(): Promise<void> {
    const fault = (turn: 'relay' | 'watch') => () => turns.onFault(turn)
    if (performance.now() - watchedMs > limits.streamCheckMs) {
      await publisher.hold(watchStreams).catch(fault('watch'))
    }
    await turns.markOffered().catch(fault('relay'))
    if (performance.now() - sweptMs > limits.relayIdleMs) await sweep().catch(fault('relay'))
  }
  async function run(): Promise<void> {
    while (!closed) {
      await look()
      if (sweptMs > 0 && !closed) await bell.wait(limits.relayIdleMs)
    }
  }
  const running = run()
  return {
    offer: publisher.offer,
    wake() {
      sweptMs = never
      bell.ring()
    },
    watchSoon,
    async close() {
      closed = true
      bell.ring()
      await Promise.all([running, publisher.close()])
      await turns.markOffered().catch(() => turns.onFault('relay'))
    },
  }
}
