import { law } from '@unefois/contracts'
import type { Transaction } from '@unefois/database'
import type { Identifier } from '@unefois/identifiers'
import type { ConsentDeps } from '../deps.ts'
import { covers, type ObjectionScope, type TracedSignal } from '../domain/objection-scope.ts'
import { limits } from '../limits.ts'
import { eraseSecondOpenings, recordErasures } from '../repositories/erasures.ts'
import {
  type DestroyedSignal,
  destroyKeys,
  findSignals,
  type RecallReason,
  recallSignals,
} from '../repositories/signals.ts'
import type { Trace } from '../repositories/traces.ts'
import { profileOf } from './check-caller.ts'

type StopDeps = Pick<ConsentDeps, 'keys' | 'newId'>

/**
 * Stops every signal about a person that a new objection covers: destroys the keys of those that
 * wait, recalls what a receiver has. Call it once the subject is locked and the objection written.
 * Answers the traces of what was done, for the caller to append.
 */
export async function stopSignals(
  deps: StopDeps,
  transaction: Transaction,
  act: { identifier: Identifier; scope: ObjectionScope; at: Date; because?: 'request' },
): Promise<readonly Trace[]> {
  const reason = 'objection'
  const destroyed = await destroyKeys(transaction, deps.keys.signalIndexes(act.identifier), {
    scope: act.scope,
    reason,
    at: act.at,
    dueAt: receiptDueAt(act.identifier, act.at),
  })
  const gone = new Set(destroyed.map(({ id }) => id))
  await forgetStopped(deps, transaction, [...gone], { reason: act.because ?? reason, at: act.at })
  const traced = await findSignals(transaction, deps.keys.traceIndexes(act.identifier))
  const left = traced.filter(signal => covers(act.scope, signal) && !gone.has(signal.id))
  return [
    ...destroyed.map(signal => traceOf(deps, signal, { reason, at: act.at })),
    ...(await stopById(deps, transaction, left, { ...act, reason })),
  ]
}

/** Stops these signals, waiting or received, by their ids. Answers the traces of it. */
export async function stopById(
  deps: StopDeps,
  transaction: Transaction,
  signals: readonly TracedSignal[],
  act: { identifier: Identifier; reason: RecallReason; at: Date; because?: 'request' },
): Promise<readonly Trace[]> {
  const known = new Map(signals.map(signal => [signal.id, signal]))
  const stopped = await recallSignals(transaction, [...known.keys()], {
    reason: act.reason,
    at: act.at,
    dueAt: receiptDueAt(act.identifier, act.at),
  })
  const ids = stopped.map(({ id }) => id)
  await forgetStopped(deps, transaction, ids, { reason: act.because ?? act.reason, at: act.at })
  return stopped.map(signal => traceOf(deps, { ...known.get(signal.id), ...signal }, act))
}

const articles = {
  objection: 'CRPA L.114-8 II',
  request: 'GDPR art. 17(1)',
  'agreement-withdrawn': 'GDPR art. 7(3)',
} as const

/**
 * What these signals' traces say of the person's situation goes with their data, and the journal
 * says so; later traces of the transaction keep what they say.
 */
async function forgetStopped(
  deps: StopDeps,
  transaction: Transaction,
  ids: readonly string[],
  act: { reason: keyof typeof articles; at: Date },
): Promise<void> {
  if (ids.length === 0) return
  await eraseSecondOpenings(transaction, ids, act.at)
  await recordErasures(
    transaction,
    (['signal-data', 'second-opening'] as const).map(kind => ({
      id: deps.newId(act.at.getTime()),
      at: act.at,
      class: kind,
      reason: act.reason,
      article: articles[act.reason],
      signalIds: ids,
      count: ids.length,
    })),
  )
}

/** When a receiver’s receipt is due: "without delay" (CRPA L.114-8 II), an hour, then an alarm. */
export function receiptDueAt(identifier: Identifier, at: Date): Date {
  const { erasureAlarmHours } = law[profileOf(identifier)]
  return new Date(at.getTime() + erasureAlarmHours.value * limits.hourMs)
}

/**
 * The hub does it, not whoever lodged: in the trace of the lodging agency these would tell what
 * there was.
 */
function traceOf(
  deps: StopDeps,
  signal: Pick<DestroyedSignal, 'id' | 'receiver' | 'recalled'> & Partial<TracedSignal>,
  act: { reason: RecallReason; at: Date },
): Trace {
  return {
    id: deps.newId(act.at.getTime()),
    at: act.at,
    actor: 'hub-consent',
    agency: 'hub',
    operation: signal.recalled ? 'signal-recall' : 'signal-destroy',
    signalId: signal.id,
    counterparty: signal.receiver,
    ...(signal.purpose === undefined ? {} : { purpose: signal.purpose }),
    ...(signal.agreementHash === undefined ? {} : { agreementHash: signal.agreementHash }),
    detail: { reason: act.reason },
  }
}
