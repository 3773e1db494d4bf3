import type { CaseEventV2 as CaseEvent, CaseEventsAnswer } from '@unefois/contracts'
import { type Database, inTransaction } from '@unefois/database'
import { foldEvents } from '../domain/case-progress.ts'
import { eraseWithoutDelay } from '../domain/erasing-outcomes.ts'
import { feedbackClass } from '../domain/sender-view.ts'
import {
  advanceSignals,
  forgetReceived,
  insertEvents,
  type KnownSignal,
  planOnce,
  receiptRecalls,
  tellSenders,
} from '../repositories/case-events.ts'
import { appendTraces } from '../repositories/traces.ts'
import { forgetOutcomes } from './forget-outcomes.ts'
import type { Receiver } from './release-keys.ts'

export interface CaseEventDependencies {
  readonly agencySql: Database
  readonly nowMs: () => number
  readonly newId: (ms: number) => string
}

/**
 * Applies what a desk reports, in its order, in one transaction. A repeated event is `already`; an
 * event on a signal that is not that desk's is `refused` and harms no other. Any event but the
 * receipt of a restriction proves that the case is stored, so the hub then forgets seal, data key
 * and index. An outcome by which the
 * person objects, renounces or has no right makes it forget right and campaign, too.
 */
export function applyCaseEvents(deps: CaseEventDependencies) {
  return async (receiver: Receiver, events: readonly CaseEvent[]): Promise<CaseEventsAnswer> => {
    const nowMs = deps.nowMs()
    const scope = { name: 'apply-case-events', agency: receiver.agency }
    return inTransaction(deps.agencySql, scope, async transaction => {
      const planned = planOnce(transaction)
      const { known, fresh } = await insertEvents(transaction, receiver.agency, events)
      await planned
      const applied = events.filter(event => fresh.has(event.id))
      const ofCases = applied.filter(event => event.type !== 'restriction-applied')
      const ids = [...new Set(ofCases.map(event => event.signalId))].sort()
      if (applied.length > 0) {
        // In this order on one connection, with one wait for all.
        await Promise.all([
          forgetReceived(transaction, receiver.agency, ids),
          advanceSignals(transaction, receiver.agency, foldEvents(ofCases)),
          receiptRecalls(transaction, receiver.agency, receipts(applied, nowMs)),
          tellSenders(transaction, told(applied, known)),
          appendTraces(transaction, traces(deps, receiver, applied, known, nowMs)),
        ])
        const ended = applied.filter(event => erases(event, known)).map(event => event.signalId)
        await forgetOutcomes(deps, transaction, ended)
      }
      return {
        results: events.map(event => ({
          id: event.id,
          ...(fresh.has(event.id)
            ? { result: 'applied' as const }
            : known.has(event.signalId)
              ? { result: 'already' as const }
              : { result: 'refused' as const, code: 'signal-unknown' }),
        })),
      }
    })
  }
}

/** Whether a report closes its signal with an outcome that erases without delay. */
function erases(event: CaseEvent, known: ReadonlyMap<string, KnownSignal>): boolean {
  const country = known.get(event.signalId)?.country ?? null
  return event.type === 'closed' && eraseWithoutDelay(country, event.outcomes ?? [])
}

function receipts(events: readonly CaseEvent[], nowMs: number) {
  return {
    at: new Date(nowMs),
    ids: events.flatMap(({ recallId, orderId }) => recallId ?? orderId ?? []),
  }
}

function told(events: readonly CaseEvent[], known: ReadonlyMap<string, KnownSignal>) {
  return events.flatMap(event => {
    const learned = feedbackClass(event)
    const agreed = known.get(event.signalId)?.basis === 'with-agreement'
    return agreed && learned !== undefined
      ? [{ signalId: event.signalId, class: learned, at: event.at }]
      : []
  })
}

function traces(
  deps: CaseEventDependencies,
  receiver: Receiver,
  events: readonly CaseEvent[],
  known: ReadonlyMap<string, KnownSignal>,
  nowMs: number,
) {
  return events.map(event => {
    const signal = known.get(event.signalId)
    if (signal === undefined) throw new Error('an applied event has a known signal')
    const { outcomes, declineReason } = event
    const ends = event.type === 'closed' || event.type === 'declined'
    const outcomeClass = ends ? feedbackClass(event) : undefined
    return {
      id: deps.newId(nowMs),
      at: new Date(nowMs).toISOString(),
      actor: receiver.clientId,
      agency: receiver.agency,
      agent: event.agent,
      purpose: signal.purpose,
      operation: `case-${event.type}`,
      agreementHash: signal.agreementHash,
      signalId: event.signalId,
      counterparty: signal.sender,
      ...(outcomeClass === undefined ? {} : { outcomeClass }),
      ...(erases(event, known) ? {} : { detail: { eventAt: event.at, outcomes, declineReason } }),
    }
  })
}
