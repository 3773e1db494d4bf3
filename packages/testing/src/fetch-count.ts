import { waitUntil } from './wait-until.ts'

const waitMs = 1_000

/** Whatever gives out messages as a bus's inbox does. */
interface Fetches<Message> {
  fetch(options: { max: number; waitMs: number }): Promise<Message[]>
}

/**
 * Fetches so many messages. One fetch answers with what has come, which may be a part of what was
 * published together.
 */
export async function fetchCount<Message>(
  inbox: Fetches<Message>,
  count: number,
): Promise<Message[]> {
  const messages: Message[] = []
  return waitUntil(`${count} messages`, async () => {
    messages.push(...(await inbox.fetch({ max: count - messages.length, waitMs })))
    return messages.length === count && messages
  })
}
