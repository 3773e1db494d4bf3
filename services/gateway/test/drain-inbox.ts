import { type Bus, type Inbox, type InboxMessage, readStoredMessages } from '@unefois/bus'
import { waitUntil } from '@unefois/testing'

/**
 * Takes all that waits for a receiver, acknowledging it. An inbox answers with what has come: only
 * the stream knows when nothing is left.
 */
export async function drainInbox(
  hub: Bus,
  inbox: Inbox,
  receiver: string,
): Promise<InboxMessage[]> {
  const all: InboxMessage[] = []
  const own = new RegExp(`^(?:sig|recall|restriction)\\.${receiver}\\.`, 'u')
  await waitUntil(`${receiver} has taken all`, async () => {
    let left = 0
    await readStoredMessages(hub, ({ subject }) => {
      if (own.test(subject)) left += 1
    })
    if (left === 0) return true
    for (const message of await inbox.fetch({ max: 100, waitMs: 100 })) {
      message.ack()
      all.push(message)
    }
    return false
  })
  return all
}
