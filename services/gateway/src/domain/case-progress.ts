import type { CaseEventV2 as CaseEvent } from '@unefois/contracts'

/** What a batch of events makes of one signal. */
export interface CaseProgress {
  readonly signalId: string
  readonly state: 'received' | 'taken-charge' | 'closed' | 'declined' | 'erased'
  readonly stateAt: string
  readonly informedAt: string | null
  readonly outcomes: readonly string[] | null
}

const stateOf = {
  received: 'received',
  'taken-charge': 'taken-charge',
  informed: undefined,
  closed: 'closed',
  declined: 'declined',
  erased: 'erased',
  'restriction-applied': undefined,
} as const

/** Folds events, in the desk's order, into one step per signal. Pure. */
export function foldEvents(events: readonly CaseEvent[]): CaseProgress[] {
  const progress = new Map<string, CaseProgress>()
  for (const event of events) {
    const before = progress.get(event.signalId)
    const state = stateOf[event.type]
    progress.set(event.signalId, {
      signalId: event.signalId,
      state: state ?? before?.state ?? 'received',
      stateAt: state === undefined ? (before?.stateAt ?? event.at) : event.at,
      informedAt: event.informedAt ?? before?.informedAt ?? null,
      outcomes: outcomesOf(event) ?? before?.outcomes ?? null,
    })
  }
  return [...progress.values()].sort((a, b) => (a.signalId < b.signalId ? -1 : 1))
}

function outcomesOf(event: CaseEvent): readonly string[] | undefined {
  if (event.type === 'closed') return event.outcomes
  return event.type === 'declined' && event.declineReason !== undefined
    ? [event.declineReason]
    : undefined
}
