import type { DeskActs } from '@unefois/contracts'
import type { DeskDeps } from './deps.ts'
import type { TraceEvent } from './repositories/traces.ts'

/** All that a desk does: the closed list of what it tells the hub's log of. */
export type DeskOperation = DeskActs['events'][number]['operation']

/** What an act of the desk is about. */
export interface TracedAct {
  readonly operation: DeskOperation
  readonly at: Date
  readonly signalId: string | undefined
  readonly sender?: string | undefined
  readonly agreementHash?: string | undefined
  readonly detail?: Readonly<Record<string, unknown>>
}

/** The trace of an act, by a person of the agency or, without one, by the desk itself. */
export function traceOf(
  deps: Pick<DeskDeps, 'agency' | 'clientId' | 'newId'>,
  act: TracedAct,
  by?: { clientId: string; agent: string },
): TraceEvent {
  return {
    id: deps.newId(act.at),
    at: act.at.toISOString(),
    actor: by?.clientId ?? deps.clientId,
    agency: deps.agency,
    agent: by?.agent,
    purpose: 'inform-of-right',
    operation: act.operation,
    signalId: act.signalId,
    ...(act.agreementHash === undefined ? {} : { agreementHash: act.agreementHash }),
    ...(act.sender === undefined ? {} : { counterparty: act.sender }),
    ...(act.detail === undefined ? {} : { detail: act.detail }),
  }
}
