import { JetStreamApiError } from '@nats-io/jetstream'
import { type Bus, connectionOf } from './connect.ts'
import { streamName } from './names.ts'

const streamNotFound = 10_059
/** How often a message may change places between looking it up and erasing it. */
const looksMax = 3

/**
 * Overwrites the bytes of the message that waits under a subject. Deleting alone, or purging a
 * subject, leaves them readable in the store's files; erasing by sequence does not (tried on
 * 2.9.10). Repeating it is harmless.
 *
 * @returns `absent` when no message waits there, or the receiver has no stream.
 * @throws when the bus does not answer.
 */
export async function eraseMessage(
  bus: Bus,
  receiver: string,
  subject: string,
): Promise<'found' | 'absent'> {
  const { streams } = await connectionOf(bus).stream.jetstreamManager(false)
  const name = streamName(receiver)
  for (let look = 1; ; look += 1) {
    try {
      const message = await streams.getMessage(name, { last_by_subj: subject })
      if (message === null) return 'absent'
      if (await streams.deleteMessage(name, message.seq, true)) return 'found'
    } catch (error) {
      if (!(error instanceof JetStreamApiError)) throw error
      if (error.code === streamNotFound) return 'absent'
      // Acknowledged between the look and the erasure: the next look finds nothing.
      if (look >= looksMax) throw error
    }
  }
}
