import { addDays, type Calendar, type Day, dayOf } from './calendar.ts'
import {
  type CaseLife,
  type CaseNews,
  type CaseState,
  liveStates,
  type Move,
  type MoveKind,
  type Refusal,
} from './case-life.ts'
import { accompanyDeadline, type Deadlines, extendForHold } from './deadlines.ts'
import { erasesAtOnce, needsNotice } from './outcomes.ts'

/** A hold longer than this is a closing that nobody dares to write. */
export const holdDaysMax = 180

/** Clocks differ between machines: a date this little ahead is now. */
const clockToleranceMsMax = 60_000

/** Who moves the case: an opaque agent id and whether they lead the team. */
export interface Mover {
  readonly agent: string
  readonly isLead: boolean
}

/** What a decision depends on besides the case. */
export interface Circumstances {
  readonly now: Date
  readonly calendar: Calendar
  readonly deadlines: Deadlines
}

export type Decision =
  | {
      readonly ok: true
      readonly life: CaseLife
      readonly news: readonly CaseNews[]
      /** The identifier, index and notes of the person must go in the same transaction. */
      readonly erases: boolean
    }
  | { readonly ok: false; readonly refusal: Refusal }

const movableFrom: Readonly<Record<MoveKind, readonly CaseState[]>> = {
  claim: ['to-take-up'],
  unclaim: ['taken-charge'],
  assign: liveStates,
  contact: ['taken-charge', 'on-hold'],
  notice: ['taken-charge', 'on-hold'],
  hold: ['taken-charge'],
  resume: ['on-hold'],
  close: ['taken-charge', 'on-hold'],
  decline: liveStates,
}

/**
 * Decides one move: pure, so that every path through a case's life can be tried without a
 * database. Only the adviser who has the case, or a lead, may move it.
 */
export function decideMove(life: CaseLife, move: Move, by: Mover, when: Circumstances): Decision {
  if (!movableFrom[move.kind].includes(life.state)) return refuse('case-move-not-allowed')
  if (move.kind === 'assign' && !by.isLead) return refuse('case-lead-only')
  if (life.adviser !== undefined && life.adviser !== by.agent && !by.isLead) {
    return refuse('case-of-another-adviser')
  }
  return apply(life, move, by, when)
}

function apply(life: CaseLife, move: Move, by: Mover, when: Circumstances): Decision {
  switch (move.kind) {
    case 'claim':
      return takeCharge(life, by.agent, when)
    case 'unclaim':
      return accept({ ...life, state: 'to-take-up', adviser: undefined })
    case 'assign':
      return life.state === 'to-take-up'
        ? takeCharge(life, move.agent, when)
        : accept({ ...life, adviser: move.agent })
    case 'contact':
      return recordContact(life, move, when)
    case 'notice':
      return isPlausible(life, move.informedAt, when)
        ? inform(life, move.informedAt)
        : refuse('case-date-out-of-range')
    case 'hold':
      return hold(life, move, when)
    case 'resume':
      return accept(resumed(life, when))
    case 'close':
      return close(life, move, when)
    case 'decline':
      return accept(
        {
          ...resumed(life, when),
          state: 'declined',
          endedAt: when.now,
          declineReason: move.reason,
        },
        [{ type: 'declined', declineReason: move.reason, informedAt: life.informedAt }],
        true,
      )
  }
}

function takeCharge(life: CaseLife, agent: string, when: Circumstances): Decision {
  const takenOn = dayOf(when.calendar.country, when.now)
  return accept(
    {
      ...life,
      state: 'taken-charge',
      adviser: agent,
      takenChargeAt: life.takenChargeAt ?? when.now,
      accompanyBy: life.accompanyBy ?? accompanyDeadline(when.calendar, takenOn, when.deadlines),
    },
    life.takenChargeAt === undefined ? [{ type: 'taken-charge' }] : [],
  )
}

/** An attempt that leaves content (a letter, a message) carries the notice, so it informs. */
function recordContact(
  life: CaseLife,
  move: Extract<Move, { kind: 'contact' }>,
  when: Circumstances,
): Decision {
  if (!isPlausible(life, move.at, when)) return refuse('case-date-out-of-range')
  const reachedAt = move.result === 'reached' ? (life.reachedAt ?? move.at) : life.reachedAt
  const contacted = { ...life, reachedAt }
  return move.leavesContent ? inform(contacted, move.at) : accept(contacted)
}

/** The first notice counts; a later one is kept by the desk and changes nothing here. */
function inform(life: CaseLife, informedAt: Date): Decision {
  if (life.informedAt !== undefined) return accept(life)
  return accept({ ...life, informedAt }, [{ type: 'informed', informedAt }])
}

function hold(
  life: CaseLife,
  move: Extract<Move, { kind: 'hold' }>,
  when: Circumstances,
): Decision {
  const today = dayOf(when.calendar.country, when.now)
  if (move.resumeOn <= today || move.resumeOn > addDays(today, holdDaysMax)) {
    return refuse('case-date-out-of-range')
  }
  const { reason, resumeOn } = move
  return accept({ ...life, state: 'on-hold', heldOn: today, holdReason: reason, resumeOn })
}

/** The same case without its hold, the waiting given back to the deadline. */
function resumed(life: CaseLife, when: Circumstances): CaseLife {
  if (life.heldOn === undefined) return life
  const today: Day = dayOf(when.calendar.country, when.now)
  return {
    ...life,
    state: 'taken-charge',
    heldOn: undefined,
    holdReason: undefined,
    resumeOn: undefined,
    accompanyBy:
      life.accompanyBy && extendForHold(when.calendar, life.accompanyBy, life.heldOn, today),
  }
}

function close(
  life: CaseLife,
  move: Extract<Move, { kind: 'close' }>,
  when: Circumstances,
): Decision {
  if (needsNotice(when.calendar.country, move.outcomes) && life.informedAt === undefined) {
    return refuse('case-notice-missing')
  }
  const { outcomes, levels } = move
  if (new Set(outcomes).size < outcomes.length) return refuse('case-outcome-repeated')
  return accept(
    { ...resumed(life, when), state: 'closed', endedAt: when.now, outcomes, levels },
    [{ type: 'closed', outcomes, informedAt: life.informedAt }],
    erasesAtOnce(when.calendar.country, outcomes),
  )
}

/** Nobody was told of a signal before it was accepted, nor tomorrow. */
function isPlausible(life: CaseLife, at: Date, when: Circumstances): boolean {
  return at >= life.acceptedAt && at.getTime() <= when.now.getTime() + clockToleranceMsMax
}

function accept(life: CaseLife, news: readonly CaseNews[] = [], erases = false): Decision {
  return { ok: true, life, news, erases }
}

function refuse(refusal: Refusal): Decision {
  return { ok: false, refusal }
}
