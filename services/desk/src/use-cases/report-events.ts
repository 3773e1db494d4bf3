import type { CaseEventV2 as CaseEvent, CaseEventsAnswer } from '@unefois/contracts'
import { type Database, inTransaction, type Transaction } from '@unefois/database'
import type { Hub } from '../hub.ts'
import { limits } from '../limits.ts'
import { becomeReporter, deleteEvents, readEvents, setAside } from '../repositories/outbox.ts'

export interface ReportDeps {
  readonly sql: Database
  readonly hub: Hub
  readonly now: () => Date
  readonly onRefused: (type: string, code: string) => void
}

/** `failed`: the hub did not answer, or not this desk; the events wait where they are. */
export type ReportTurn =
  | { readonly turn: 'idle' }
  | { readonly turn: 'reported'; readonly events: number }
  | { readonly turn: 'failed'; readonly cause: string }

/**
 * Tells the hub the oldest events, in their order, and forgets those it has answered. One process
 * of a desk reports at a time. An event that the hub refuses is set aside with an alarm, so that it
 * holds nothing up.
 */
export function reportEvents(deps: ReportDeps) {
  return (): Promise<ReportTurn> =>
    inTransaction(deps.sql, { name: 'report-events' }, async transaction => {
      if (!(await becomeReporter(transaction))) return { turn: 'idle' }
      const waiting = await readEvents(transaction, limits.reportEventsMax)
      const events = asManyAsFit(waiting)
      if (events.length === 0) return { turn: 'idle' }
      const told = await deps.hub.report(events)
      if (told.ok) return settle(deps, transaction, events, told.answer)
      if (told.cause === 'unavailable' || !told.isOfContent) {
        return { turn: 'failed', cause: told.code }
      }
      return reportAlone(deps, transaction, events)
    })
}

/** The hub refused a whole batch for its content: the first event is told alone, to find which. */
async function reportAlone(
  deps: ReportDeps,
  transaction: Transaction,
  events: readonly CaseEvent[],
): Promise<ReportTurn> {
  for (const event of events) {
    const told = await deps.hub.report([event])
    if (told.ok) {
      await settle(deps, transaction, [event], told.answer)
      continue
    }
    if (told.cause === 'unavailable' || !told.isOfContent) {
      return { turn: 'failed', cause: told.code }
    }
    await refuse(deps, transaction, event, told.code)
    return { turn: 'reported', events: 1 }
  }
  return { turn: 'reported', events: events.length }
}

async function settle(
  deps: ReportDeps,
  transaction: Transaction,
  events: readonly CaseEvent[],
  answer: CaseEventsAnswer,
): Promise<ReportTurn> {
  const byId = new Map(events.map(event => [event.id, event]))
  for (const { id, result, code } of answer.results) {
    const event = byId.get(id)
    if (result === 'refused' && event !== undefined) {
      await refuse(deps, transaction, event, code ?? 'no-code')
    }
  }
  await deleteEvents(
    transaction,
    events.map(event => event.id),
  )
  return { turn: 'reported', events: events.length }
}

async function refuse(
  deps: ReportDeps,
  transaction: Transaction,
  event: CaseEvent,
  code: string,
): Promise<void> {
  await setAside(transaction, event, code, deps.now())
  await deleteEvents(transaction, [event.id])
  deps.onRefused(event.type, code)
}

function asManyAsFit(events: readonly CaseEvent[]): readonly CaseEvent[] {
  let size = 0
  const end = events.findIndex(event => {
    size += JSON.stringify(event).length + 1
    return size > limits.reportBytesMax
  })
  return end === -1 ? events : events.slice(0, Math.max(1, end))
}
