import { randomBytes, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  type Bus,
  connectBus,
  ensureReceiverStream,
  type Inbox,
  openInbox,
  publishMany,
  signalSubject,
} from '@unefois/bus'
import type { Hub } from '@unefois/local'

/** As long as a delivered signal is. */
const payloadBytes = 850
const fetchMax = 500

/** A receiver's stream without hub or desk: publish, consume, acknowledge. The floor. */
export interface BareStream {
  /** Publishes at a fixed rate; answers the milliseconds from due to received, of each. */
  measure(perSecond: number, ms: number): Promise<number[]>
  close(): Promise<void>
}

/** Opens it under the real logins: the hub publishes, `receiver` consumes. */
export async function openBareStream(hub: Hub, receiver: string): Promise<BareStream> {
  const connect = (user: string) =>
    connectBus({ servers: hub.nats.url, name: 'bench', ...hub.nats.login(user) })
  const publisher = await connect('hub')
  await ensureReceiverStream(publisher, receiver)
  const consumer = await connect(receiver)
  const inbox = await openInbox(consumer, receiver)
  return {
    measure: (perSecond, ms) => measure({ publisher, inbox, receiver, perSecond, ms }),
    async close() {
      inbox.close()
      await consumer.close()
      await publisher.close()
    },
  }
}

async function measure(options: {
  publisher: Bus
  inbox: Inbox
  receiver: string
  perSecond: number
  ms: number
}): Promise<number[]> {
  const { publisher, inbox, receiver, perSecond, ms } = options
  const total = Math.floor((perSecond * ms) / 1_000)
  const dueMs = new Map<string, number>()
  const latenciesMs: number[] = []
  const consuming = (async () => {
    while (latenciesMs.length < total) {
      for (const message of await inbox.fetch({ max: fetchMax, waitMs: 1_000 })) {
        const due = dueMs.get(message.subject)
        if (due !== undefined) latenciesMs.push(performance.now() - due)
        message.ack()
      }
    }
  })()
  const startedMs = performance.now()
  for (let sent = 0; sent < total; sent += 1) {
    const due = startedMs + (sent / perSecond) * 1_000
    if (performance.now() < due) await sleep(due - performance.now())
    const messageId = randomUUID()
    const subject = signalSubject(receiver, messageId)
    dueMs.set(subject, due)
    void publishMany(publisher, [{ subject, messageId, payload: randomBytes(payloadBytes) }])
  }
  await consuming
  return latenciesMs
}
