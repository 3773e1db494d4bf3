import type { ConsentDeps } from './deps.ts'
import type { Trace } from './repositories/traces.ts'

type RestrictedOperation =
  | 'signal-restrict'
  | 'signal-unrestrict'
  | 'restriction-tell'
  | 'restriction-lift-tell'

/**
 * The hub's own traces of signals that a restriction keeps back, or no longer does, and of those
 * whose receivers it tells.
 */
export function traceRestricted(
  deps: Pick<ConsentDeps, 'newId'>,
  signals: readonly { readonly id: string; readonly receiver: string }[],
  act: { readonly operation: RestrictedOperation; readonly at: Date },
): Trace[] {
  return signals.map(({ id, receiver }) => ({
    id: deps.newId(act.at.getTime()),
    at: act.at,
    actor: 'hub-consent',
    agency: 'hub',
    operation: act.operation,
    signalId: id,
    counterparty: receiver,
  }))
}
