import { randomBytes, randomUUID } from 'node:crypto'
import type { OfferedMessage } from './use-cases/relay-outbox.ts'

const noiseBytes = 65_536
const noise = randomBytes(noiseBytes)
/** Where the next noise begins: elsewhere each time, though nobody reads it. */
let next = 0

/**
 * What is published in the place of a void signal, so that accepting one is followed by the same
 * work as accepting any other: as many bytes that say nothing, under an id that is nobody's.
 *
 * @throws RangeError for a message that is longer than any may be.
 */
export function decoyOf({ signalId, receiver, message }: OfferedMessage): OfferedMessage {
  if (message.length > noiseBytes) throw new RangeError('longer than any message may be')
  const bytes = Buffer.allocUnsafe(message.length)
  next = (next + message.length) % (noiseBytes - message.length + 1)
  noise.copy(bytes, 0, next)
  return { id: randomUUID(), signalId, receiver, message: bytes, decoy: true }
}
