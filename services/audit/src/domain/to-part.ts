import type { AccessPart } from '@unefois/contracts'
import type { StoredPart } from '../repositories/access-parts.ts'

/** A part as it is told: its signals only to the agency that is asked. */
export function toPart(stored: StoredPart, viewer: { agency: string; at: Date }): AccessPart {
  const { agency, answeredAt, askedAt, dueAt, id, signalIds } = stored
  const [first, ...rest] = viewer.agency === agency ? (signalIds ?? []) : []
  const isLate = dueAt <= viewer.at
  return {
    id,
    agency,
    askedAt: askedAt.toISOString(),
    dueAt: dueAt.toISOString(),
    ...(answeredAt === null ? {} : { answeredAt: answeredAt.toISOString() }),
    state: answeredAt === null ? (isLate ? 'overdue' : 'asked') : 'answered',
    ...(first === undefined ? {} : { signalIds: [first, ...rest] }),
  }
}
