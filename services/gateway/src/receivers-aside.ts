import { limits } from './limits.ts'

/** The receivers to whom nothing is published for now: what is meant for them waits in Postgres. */
export interface ReceiversAside {
  /** Their stream refused a moment ago: they must not take the others' turn. */
  list(): string[]
  /** Their stream holds as much as it may: signals wait, recalls do not. */
  listFull(): string[]
  isFull(receiver: string): boolean
  refused(receiver: string): void
  /** How much waits in a receiver's stream. */
  tell(receiver: string, messages: number): void
  /** Streams were looked at: all may be tried again. */
  clear(): void
}

/** @param monotonicMs milliseconds of a clock that nobody moves. */
export function createReceiversAside(monotonicMs: () => number): ReceiversAside {
  const refusedMs = new Map<string, number>()
  const full = new Set<string>()
  return {
    list() {
      const since = monotonicMs() - limits.relayAsideMs
      for (const [receiver, atMs] of refusedMs) if (atMs <= since) refusedMs.delete(receiver)
      return [...refusedMs.keys()]
    },
    listFull: () => [...full],
    isFull: receiver => full.has(receiver),
    refused: receiver => void refusedMs.set(receiver, monotonicMs()),
    tell(receiver, messages) {
      if (messages >= limits.streamMessagesMax) full.add(receiver)
      else full.delete(receiver)
    },
    clear: () => refusedMs.clear(),
  }
}
