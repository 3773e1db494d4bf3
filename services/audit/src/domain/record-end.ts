import { addMonths, type OfficersRecord, recordDue, retentionLimits } from '@unefois/retention'
import type { StoredBreach } from '../repositories/breaches.ts'
import { type AgenciesByLaw, lawsOf } from './agencies-by-law.ts'

/** When a record of officers goes; undefined while nobody knows whose law is whose. */
export function recordEnd(
  agencies: AgenciesByLaw | undefined,
  record: OfficersRecord,
): Date | undefined {
  return agencies === undefined ? undefined : recordDue(lawsOf(agencies), record).dueAt
}

/** When the record of a breach goes, as `recordEnd`. */
export function breachEnd(
  agencies: AgenciesByLaw | undefined,
  breach: Pick<StoredBreach, 'closedAt' | 'notifiedAt' | 'openedAt'>,
): Date | undefined {
  const { closedAt, notifiedAt, openedAt } = breach
  return recordEnd(agencies, { kind: 'breach', closedAt, lastActAt: notifiedAt ?? openedAt })
}

/** A breach that was opened before this and is still open is told to be. */
export function longOpenBefore(at: Date): Date {
  return addMonths(at, -retentionLimits.breachOpenMonthsLong)
}
