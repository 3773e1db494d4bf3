import { JetStreamApiError, type JetStreamManager } from '@nats-io/jetstream'
import { type Bus, connectionOf } from './connect.ts'

const messageNotFound = 10_037

/** A message as the bus keeps it, whether somebody has taken it or not. */
export interface StoredMessage {
  readonly stream: string
  readonly sequence: number
  readonly subject: string
  /** `name: value` of each header, one a line. */
  readonly headers: string
  readonly data: Uint8Array
}

/**
 * Hands over every message of every stream that the login may read, in order, without taking any:
 * the store's files are encrypted, so only the server can show what lies in them. Answers how many
 * streams there are.
 *
 * @throws when the bus does not answer or the login may not.
 */
export async function readStoredMessages(
  bus: Bus,
  onMessage: (message: StoredMessage) => void,
): Promise<{ streams: number }> {
  const manager = await connectionOf(bus).stream.jetstreamManager(false)
  let streams = 0
  for await (const { config } of manager.streams.list()) {
    streams += 1
    for (let sequence = 1; ; ) {
      const message = await findFrom(manager, config.name, sequence)
      if (message === undefined) break
      onMessage(message)
      sequence = message.sequence + 1
    }
  }
  return { streams }
}

async function findFrom(
  manager: JetStreamManager,
  stream: string,
  sequence: number,
): Promise<StoredMessage | undefined> {
  try {
    const query = { seq: sequence, next_by_subj: '>' }
    const found = await manager.streams.getMessage(stream, query)
    if (found === null) return undefined
    const { header, subject, seq, data } = found
    const headers = [...(header ?? [])].map(([name, values]) => `${name}: ${values.join(', ')}`)
    return { stream, sequence: seq, subject, headers: headers.join('\n'), data }
  } catch (error) {
    if (error instanceof JetStreamApiError && error.code === messageNotFound) return undefined
    throw error
  }
}
