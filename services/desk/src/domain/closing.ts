import type { CaseLife, Move } from './case-life.ts'
import {
  accept,
  type Circumstances,
  type Decision,
  isPlausible,
  type Mover,
  refuse,
  resumed,
} from './decision.ts'
import { erasesAtOnce, identifierError, needsNotice } from './outcomes.ts'
import { unrestricted } from './restriction.ts'

interface Closing extends Pick<CaseLife, 'outcomes' | 'levels'> {
  readonly by: string
  readonly confirmedBy?: string
}

/**
 * Ends the accompaniment. One that erases leaves nothing by which it could be looked at again: when
 * there were many lately, it is written down and waits for a second person.
 */
export function close(
  life: CaseLife,
  { outcomes, levels }: Pick<Extract<Move, { kind: 'close' }>, 'outcomes' | 'levels'>,
  by: Mover,
  when: Circumstances,
): Decision {
  const { country } = when.calendar
  if (needsNotice(country, outcomes) && life.informedAt === undefined) {
    return refuse('case-notice-missing')
  }
  if (new Set(outcomes).size < outcomes.length) return refuse('case-outcome-repeated')
  if (outcomes.includes(identifierError) && outcomes.length > 1) {
    return refuse('case-outcome-alone')
  }
  if (!erasesAtOnce(country, outcomes) || !when.needsSecondPerson) {
    return end(life, { outcomes, levels, by: by.agent }, when)
  }
  return accept({
    ...life,
    proposedAt: when.now,
    proposedBy: by.agent,
    proposedOutcomes: outcomes,
    proposedLevels: levels,
  })
}

/** The person asks for erasure, giving up a restriction with it (GDPR art. 17). */
export function eraseOnRequest(
  life: CaseLife,
  { requestedAt }: Extract<Move, { kind: 'erase' }>,
  by: Mover,
  when: Circumstances,
): Decision {
  if (!isPlausible(life, requestedAt, when)) return refuse('case-date-out-of-range')
  return close(unrestricted(life), { outcomes: ['objected'], levels: [] }, by, when)
}

/**
 * The agency does not take the case up, and erases it. Unless the signal went on to another agency
 * that counts for who declined; when there were many lately, it is for a lead.
 */
export function decline(
  life: CaseLife,
  { reason, isSentOn }: Extract<Move, { kind: 'decline' }>,
  by: Mover,
  when: Circumstances,
): Decision {
  if (isSentOn !== true && when.needsSecondPerson && !by.isLead)
    return refuse('case-decline-lead-only')
  return accept(
    {
      ...resumed(life, when),
      state: 'declined',
      endedAt: when.now,
      declineReason: reason,
      ...(isSentOn === true ? {} : { closedBy: by.agent }),
    },
    [{ type: 'declined', declineReason: reason, informedAt: life.informedAt }],
    true,
  )
}

/** A second person makes a closing that waited come true. It counts for who proposed it. */
export function confirmClosing(life: CaseLife, by: Mover, when: Circumstances): Decision {
  const { proposedBy, proposedOutcomes: outcomes, proposedLevels: levels } = life
  if (proposedBy === undefined || outcomes === undefined || levels === undefined) {
    return refuse('case-nothing-to-confirm')
  }
  if (proposedBy === by.agent) return refuse('case-confirmation-own')
  const closing = { outcomes, levels, by: proposedBy, confirmedBy: by.agent }
  return end(withoutProposal(life), closing, when)
}

/** The closing that waited is taken back, or refused by the second person: the case goes on. */
export function withdrawClosing(life: CaseLife): Decision {
  if (life.proposedAt === undefined) return refuse('case-nothing-to-confirm')
  return accept(withoutProposal(life))
}

function end(life: CaseLife, closing: Closing, when: Circumstances): Decision {
  const { outcomes, levels, by, confirmedBy } = closing
  return accept(
    {
      ...resumed(life, when),
      state: 'closed',
      endedAt: when.now,
      outcomes,
      levels,
      closedBy: by,
      confirmedBy,
    },
    [{ type: 'closed', outcomes, informedAt: life.informedAt }],
    erasesAtOnce(when.calendar.country, outcomes),
  )
}

function withoutProposal(life: CaseLife): CaseLife {
  return {
    ...life,
    proposedAt: undefined,
    proposedBy: undefined,
    proposedOutcomes: undefined,
    proposedLevels: undefined,
  }
}
