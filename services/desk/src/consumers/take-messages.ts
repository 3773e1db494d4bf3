import type { InboxMessage } from '@unefois/bus'
import { limits } from '../limits.ts'
import type { QuarantinedMessage } from '../repositories/quarantine.ts'
import type { Verdict } from '../verdict.ts'
import type { Consumer } from './consumer.ts'
import type { Consumers } from './index.ts'
import { readMessage } from './read-message.ts'

export interface TakeDeps {
  readonly agency: string
  readonly consumers: Consumers
  readonly quarantine: (messages: readonly QuarantinedMessage[]) => Promise<void>
  readonly onQuarantined: (reason: string) => void
  readonly onPutBack: (cause: string) => void
  readonly onFault: (error: unknown) => void
}

interface Bad {
  readonly message: InboxMessage
  readonly record: QuarantinedMessage
}

/**
 * Settles one pull of messages: each is checked, handed to its use-case with the others of its
 * subject, and acknowledged, put back or quarantined as the use-case says. Whatever happens, every
 * message is settled exactly once.
 */
export async function takeMessages(
  deps: TakeDeps,
  messages: readonly InboxMessage[],
): Promise<void> {
  const bySubject = Map.groupBy(messages, message => message.subject.split('.')[0] ?? '')
  const bad = [
    ...(await takeSubject(deps, deps.consumers.recall, bySubject.get('recall') ?? [])),
    ...(await takeSubject(deps, deps.consumers.restriction, bySubject.get('restriction') ?? [])),
    ...(await takeSubject(deps, deps.consumers.sig, bySubject.get('sig') ?? [])),
    ...messages
      .filter(message => !isKnown(deps.consumers, message))
      .map(message => quarantined(message, {})),
  ]
  if (bad.length > 0) await quarantineAll(deps, bad)
}

async function takeSubject<M>(
  deps: TakeDeps,
  consumer: Consumer<M>,
  messages: readonly InboxMessage[],
): Promise<Bad[]> {
  const bad: Bad[] = []
  const good: { message: InboxMessage; body: M; signalId: string }[] = []
  for (const message of messages) {
    const reading = readMessage(consumer, deps.agency, message.subject, message.data)
    if (reading.ok) good.push({ message, body: reading.message, signalId: reading.signalId })
    else bad.push(quarantined(message, reading))
  }
  const verdicts = await takeOrPutBack(
    deps,
    consumer,
    good.map(each => each.body),
  )
  good.forEach(({ message, signalId }, n) => {
    const verdict = verdicts[n] ?? later('unsettled')
    if (verdict.settle === 'quarantine') {
      bad.push(quarantined(message, { signalId, reason: verdict.reason }))
    } else settle(deps, message, verdict)
  })
  return bad
}

/** An exception is ours, not the messages': they come again, and somebody is told. */
async function takeOrPutBack<M>(
  deps: TakeDeps,
  consumer: Consumer<M>,
  bodies: readonly M[],
): Promise<Verdict[]> {
  if (bodies.length === 0) return []
  try {
    return await consumer.take(bodies)
  } catch (error) {
    deps.onFault(error)
    return bodies.map(() => later('unexpected'))
  }
}

function settle(
  deps: TakeDeps,
  message: InboxMessage,
  verdict: Exclude<Verdict, { settle: 'quarantine' }>,
): void {
  if (verdict.settle === 'taken') {
    message.ack()
    return
  }
  const exponent = Math.min(message.deliveries - 1, 16)
  const backoffMs = Math.min(limits.retryDelayMs * 2 ** exponent, limits.retryDelayMsMax)
  message.nak(verdict.delayMs ?? backoffMs)
  deps.onPutBack(verdict.cause)
}

/** Recorded first, terminated second: a message is never gone without a trace. */
async function quarantineAll(deps: TakeDeps, bad: readonly Bad[]): Promise<void> {
  try {
    await deps.quarantine(bad.map(each => each.record))
  } catch (error) {
    deps.onFault(error)
    for (const { message } of bad) settle(deps, message, later('quarantine'))
    return
  }
  for (const { message, record } of bad) {
    message.term()
    deps.onQuarantined(record.reason)
  }
}

function later(cause: string): Extract<Verdict, { settle: 'later' }> {
  return { settle: 'later', cause }
}

function isKnown(known: Consumers, message: InboxMessage): boolean {
  return Object.hasOwn(known, message.subject.split('.')[0] ?? '')
}

function quarantined(
  message: InboxMessage,
  found: { messageId?: string | undefined; signalId?: string | undefined; reason?: string },
): Bad {
  const { messageId, signalId, reason = 'another-subject' } = found
  return { message, record: { messageId, signalId, reason, size: message.data.byteLength } }
}
