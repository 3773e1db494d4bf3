import type { CaseEventV2 as CaseEvent } from '@unefois/contracts'
import type { CaseNews } from './domain/case-life.ts'

/** Writes a piece of news down as the event that the hub is told. */
export function toEvent(
  news: CaseNews,
  told: { id: string; signalId: string; at: Date; agent?: string },
): CaseEvent {
  const { id, signalId, agent } = told
  const by = agent === undefined ? {} : { agent }
  const base = { id, signalId, at: told.at.toISOString(), ...by }
  switch (news.type) {
    case 'taken-charge':
      return { ...base, type: 'taken-charge' }
    case 'informed':
      return { ...base, type: 'informed', informedAt: news.informedAt.toISOString() }
    case 'closed':
      return { ...base, type: 'closed', outcomes: [...news.outcomes], ...informedAt(news) }
    case 'declined':
      return { ...base, type: 'declined', declineReason: news.declineReason, ...informedAt(news) }
  }
}

/** The report that a signal is stored here; the hub then forgets what it held of it. */
export function receivedEvent(id: string, signalId: string, at: Date): CaseEvent {
  return { id, signalId, type: 'received', at: at.toISOString() }
}

/** The receipt of a recall: what the desk held of the person through the signal is destroyed. */
export function erasedEvent(
  id: string,
  { signalId, recallId }: { signalId: string; recallId: string },
  at: Date,
): CaseEvent {
  return { id, signalId, type: 'erased', at: at.toISOString(), recallId }
}

/** The receipt of what the hub told of a restriction. It says nothing of the case. */
export function restrictionAppliedEvent(
  id: string,
  { signalId, orderId }: { signalId: string; orderId: string },
  at: Date,
): CaseEvent {
  return { id, signalId, type: 'restriction-applied', at: at.toISOString(), orderId }
}

function informedAt(news: { informedAt: Date | undefined }): { informedAt?: string } {
  return news.informedAt === undefined ? {} : { informedAt: news.informedAt.toISOString() }
}
