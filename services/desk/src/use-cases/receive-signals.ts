import type { DeliveredSignal } from '@unefois/contracts'
import { inTransaction } from '@unefois/database'
import { openReleased } from '@unefois/sdk'
import { receivedEvent } from '../case-events.ts'
import type { DeskDeps } from '../deps.ts'
import type { Hub } from '../hub.ts'
import { limits } from '../limits.ts'
import { appendEvents } from '../repositories/outbox.ts'
import { findKnown, findTombstones } from '../repositories/received-cases.ts'
import { storeTogether, taken, type Verdict } from '../verdict.ts'
import { type OpenedSignal, storeCases } from './store-cases.ts'

export interface ReceiveDeps extends DeskDeps {
  readonly hubName: string
  readonly hub: Hub
  readonly onReceived?: (counts: ReceivedCounts, stored: readonly DeliveredSignal[]) => void
}

/** What became of one batch. */
export interface ReceivedCounts {
  readonly stored: number
  readonly joined: number
  readonly known: number
  readonly gone: number
}

/**
 * Receives signals: what is here already is reported again, the rest is released by the hub in one
 * call, opened and stored. `gone` is forgotten. Answers one verdict for each signal, in order;
 * nothing is lost when the hub or the database does not answer, and a signal that cannot be opened
 * stands in nobody's way.
 */
export function receiveSignals(deps: ReceiveDeps) {
  const store = storeCases(deps)
  return async (signals: readonly DeliveredSignal[]): Promise<Verdict[]> => {
    const verdicts = new Map<DeliveredSignal, Verdict>()
    const known = await settleKnown(deps, signals)
    const unknown = signals.filter(signal => !known.has(idOf(signal)))
    const wanted = unknown.filter(signal => hasKey(deps, signal))
    const opened = await releaseAndOpen(deps, wanted, verdicts)
    let joined = 0
    const stored = await storeTogether(opened, async group => {
      joined += (await store(group)).joined
    })
    opened.forEach((each, n) => {
      verdicts.set(each.signal, stored[n] ?? taken)
    })
    const kept = opened.filter((_, n) => stored[n]?.settle === 'taken').map(each => each.signal)
    const gone = wanted.filter(signal => verdicts.get(signal) === taken).length - kept.length
    deps.onReceived?.({ stored: kept.length, joined, known: known.size, gone }, kept)
    return signals.map(signal => verdicts.get(signal) ?? verdictOfOther(known, signal))
  }
}

function verdictOfOther(known: ReadonlySet<string>, signal: DeliveredSignal): Verdict {
  if (known.has(idOf(signal))) return taken
  return { settle: 'later', cause: 'receiver-key', delayMs: limits.keyMissingDelayMs }
}

/**
 * A redelivered signal is reported again under the same event id: the hub that already knows says
 * so, the one that lost the report learns it. A recalled one is done with.
 */
async function settleKnown(
  deps: ReceiveDeps,
  signals: readonly DeliveredSignal[],
): Promise<Set<string>> {
  const ids = signals.map(idOf)
  const [known, tombstones] = await Promise.all([
    findKnown(deps.sql, ids),
    findTombstones(deps.sql, ids),
  ])
  const recalled = new Set(tombstones)
  const again = known.filter(each => !recalled.has(each.id))
  if (again.length > 0) {
    const events = again.map(each => receivedEvent(each.receivedEvent, each.id, each.receivedAt))
    await inTransaction(deps.sql, { name: 'report-again' }, transaction =>
      appendEvents(transaction, events),
    )
    deps.onCommitted()
  }
  return new Set([...again.map(each => each.id), ...tombstones])
}

/** Adds to `verdicts` what is not opened; answers what is. */
async function releaseAndOpen(
  deps: ReceiveDeps,
  signals: readonly DeliveredSignal[],
  verdicts: Map<DeliveredSignal, Verdict>,
): Promise<OpenedSignal[]> {
  if (signals.length === 0) return []
  const released = await deps.hub.release(signals.map(idOf))
  if (!released.ok) {
    // Refused whole is refused for the moment: a suspended client, a hub that is behind.
    for (const signal of signals) verdicts.set(signal, { settle: 'later', cause: 'hub' })
    return []
  }
  const { findReceiverKey } = deps.keys
  const identity = { hub: deps.hubName, agency: deps.agency, findReceiverKey }
  const opened: OpenedSignal[] = []
  signals.forEach((signal, n) => {
    const release = released.answer.releases[n]
    if (release === undefined || 'refusal' in release) {
      verdicts.set(signal, taken)
      return
    }
    const opening = openReleased(identity, signal, release.key)
    if (opening.ok) opened.push({ signal, identifier: opening.identifier })
    else verdicts.set(signal, { settle: 'quarantine', reason: opening.reason })
  })
  return opened
}

function hasKey(deps: ReceiveDeps, signal: DeliveredSignal): boolean {
  return deps.keys.findReceiverKey(signal.data.receiverKeyId) !== undefined
}

function idOf(signal: DeliveredSignal): string {
  return signal.data.envelope.id
}
