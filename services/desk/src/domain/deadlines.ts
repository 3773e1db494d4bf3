import type { Lateness } from '@unefois/contracts'
import { addWorkingDays, type Calendar, type Day, workingDaysBetween } from './calendar.ts'

/** How long a desk has, in working days of its own country. */
export interface Deadlines {
  readonly remindDays: number
  readonly takeUpDays: number
  readonly accompanyDays: number
}

/**
 * The desk's own defaults, where the agreement is not known here: a delivered signal carries no
 * deadline. 63 working days are about the 90 days that an accompaniment lasts on average
 * (CPAM cells, 2018).
 */
export const deadlineDefaults: Deadlines = { remindDays: 5, takeUpDays: 10, accompanyDays: 63 }

/** When a case that nobody has claimed is shown again, and when it is late. */
export function takeUpDeadlines(
  calendar: Calendar,
  receivedOn: Day,
  deadlines: Deadlines,
): { remindOn: Day; takeUpBy: Day } {
  return {
    remindOn: addWorkingDays(calendar, receivedOn, deadlines.remindDays),
    takeUpBy: addWorkingDays(calendar, receivedOn, deadlines.takeUpDays),
  }
}

/** When an accompaniment that began on a day should have ended. */
export function accompanyDeadline(calendar: Calendar, takenOn: Day, deadlines: Deadlines): Day {
  return addWorkingDays(calendar, takenOn, deadlines.accompanyDays)
}

/** Gives back the working days during which the case waited for something outside the agency. */
export function extendForHold(
  calendar: Calendar,
  accompanyBy: Day,
  heldOn: Day,
  resumedOn: Day,
): Day {
  return addWorkingDays(calendar, accompanyBy, workingDaysBetween(calendar, heldOn, resumedOn))
}

/** What of a case a deadline looks at. */
export interface Datable {
  readonly state: string
  readonly takeUpBy: Day
  readonly accompanyBy: Day | undefined
  readonly resumeOn: Day | undefined
  readonly reachedAt: Date | undefined
  readonly informedAt: Date | undefined
}

/** Why a case is overdue on a day; empty when it is not. */
export function lateness(life: Datable, today: Day): Lateness[] {
  const reasons: Lateness[] = []
  const isOpen = ['to-take-up', 'taken-charge', 'on-hold'].includes(life.state)
  if (!isOpen) return reasons
  if (life.state === 'to-take-up' && life.takeUpBy < today) reasons.push('take-up')
  if (life.state === 'taken-charge' && isPast(life.accompanyBy, today)) reasons.push('accompany')
  if (life.state === 'on-hold' && isPast(life.resumeOn, today)) reasons.push('resume')
  if (isNoticeOverdue(life, today)) reasons.push('notice')
  return reasons
}

/**
 * The notice is due at the first individual communication (CRPA L.114-8 II): a person who was
 * reached and not told is overdue at once; one whom nobody told in all the time there was for
 * accompanying them, on the day after.
 */
function isNoticeOverdue(life: Datable, today: Day): boolean {
  if (life.informedAt !== undefined) return false
  if (life.reachedAt !== undefined) return true
  return life.state === 'taken-charge' && isPast(life.accompanyBy, today)
}

function isPast(day: Day | undefined, today: Day): boolean {
  return day !== undefined && day < today
}
