import { JetStreamApiError } from '@nats-io/jetstream'
import { type Bus, connectionOf } from './connect.ts'
import { streamName } from './names.ts'

const streamNotFound = 10_059

/** What waits in a receiver's stream: not yet taken, or taken and not yet acknowledged. */
export interface Backlog {
  readonly messages: number
  /** When the bus got the oldest of them, by the system's clock; absent when nothing waits. */
  readonly oldestAt?: Date
}

/**
 * What a receiver has waiting. The bus keeps both figures: asking costs the same whatever waits.
 * @throws when the bus does not answer.
 */
export async function readBacklog(bus: Bus, receiver: string): Promise<Backlog> {
  const manager = await connectionOf(bus).stream.jetstreamManager(false)
  try {
    const { state } = await manager.streams.info(streamName(receiver))
    if (state.messages === 0) return { messages: 0 }
    return { messages: state.messages, oldestAt: new Date(state.first_ts) }
  } catch (error) {
    if (error instanceof JetStreamApiError && error.code === streamNotFound) return { messages: 0 }
    throw error
  }
}
