import type { SignalStatusV2 } from '@unefois/contracts'
import type { SignalRow } from '../repositories/signals.ts'

/** Outcomes by which a right moved: the loop closed with something done for the person. */
const actedOutcomes = new Set(['right-opened', 'right-updated', 'claim-filed'])

/**
 * What the sender of a signal may see of it. Without the person's agreement it is a function of the
 * posting date alone: `sent`, then `ended` on the day the agreement fixes, whatever became of it.
 * It does not say the right, which the hub itself forgets after some outcomes: no right shown would
 * tell them.
 */
export function senderView(signal: SignalRow, now: Date): SignalStatusV2 {
  const base = {
    id: signal.id,
    acceptedAt: signal.acceptedAt.toISOString(),
    receiver: signal.receiver,
  }
  if (signal.basis !== 'with-agreement') {
    return now < signal.endedAt
      ? { ...base, status: 'sent', statusAt: signal.acceptedAt.toISOString() }
      : { ...base, status: 'ended', statusAt: signal.endedAt.toISOString() }
  }
  if (signal.withdrawnAt !== null) {
    return { ...base, status: 'withdrawn', statusAt: signal.withdrawnAt.toISOString() }
  }
  if (signal.state === 'sent' && now >= signal.expiresAt) {
    return { ...base, status: 'ended', statusAt: signal.expiresAt.toISOString() }
  }
  return { ...base, status: agreedStatus(signal), statusAt: signal.stateAt.toISOString() }
}

/** The class that a case event tells the sender, or undefined when it tells nothing new. */
export function feedbackClass(event: {
  type: string
  outcomes?: readonly string[] | undefined
  declineReason?: string | undefined
}): string | undefined {
  switch (event.type) {
    case 'received':
    case 'taken-charge':
      return event.type
    case 'closed':
      return closedClass(event.outcomes ?? [])
    case 'declined':
      return event.declineReason === 'not-competent' ? 'not-competent' : 'closed-not-acted'
    default:
      return undefined
  }
}

function agreedStatus(signal: SignalRow): SignalStatusV2['status'] {
  switch (signal.state) {
    case 'sent':
    case 'received':
    case 'taken-charge':
      return signal.state
    case 'closed':
      return closedClass(signal.outcomes)
    case 'declined':
      return signal.outcomes.includes('not-competent') ? 'not-competent' : 'closed-not-acted'
    case 'erased':
      return 'closed-not-acted'
  }
}

function closedClass(outcomes: readonly string[]): 'closed-acted' | 'closed-not-acted' {
  return outcomes.some(outcome => actedOutcomes.has(outcome)) ? 'closed-acted' : 'closed-not-acted'
}
