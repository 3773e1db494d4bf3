import type { ContactResult } from '@unefois/contracts'
import { addDays, dayOf } from './calendar.ts'
import { type CaseLife, type CaseState, liveStates, type Move, type MoveKind } from './case-life.ts'
import { close, confirmClosing, decline, eraseOnRequest, withdrawClosing } from './closing.ts'
import { accompanyDeadline } from './deadlines.ts'
import {
  accept,
  type Circumstances,
  type Decision,
  isPlausible,
  type Mover,
  refuse,
  resumed,
} from './decision.ts'
import { restrict, unrestrict } from './restriction.ts'
import { safeguardAgainst } from './safeguards.ts'

/** A hold longer than this is a closing that nobody dares to write. */
export const holdDaysMax = 180

type ContactMove = Extract<Move, { kind: 'contact' }>

/** The states from which each move can be made. */
export const movableFrom: Readonly<Record<MoveKind, readonly CaseState[]>> = {
  claim: ['to-take-up'],
  unclaim: ['taken-charge'],
  assign: liveStates,
  contact: ['taken-charge', 'on-hold'],
  notice: ['taken-charge', 'on-hold'],
  hold: ['taken-charge'],
  resume: ['on-hold'],
  close: ['taken-charge', 'on-hold'],
  decline: liveStates,
  'confirm-close': ['taken-charge', 'on-hold'],
  'withdraw-close': ['taken-charge', 'on-hold'],
  restrict: liveStates,
  unrestrict: liveStates,
  erase: ['taken-charge', 'on-hold'],
}

/** What is not for the case's own adviser alone: a second person is by definition another one. */
const forAnybody: readonly MoveKind[] = ['confirm-close', 'withdraw-close']

/**
 * Decides one move: pure, so that every path through a case's life can be tried without a
 * database. Only the adviser who has the case, or a lead, may move it.
 */
export function decideMove(life: CaseLife, move: Move, by: Mover, when: Circumstances): Decision {
  if (!movableFrom[move.kind].includes(life.state)) return refuse('case-move-not-allowed')
  if (move.kind === 'assign' && !by.isLead) return refuse('case-lead-only')
  const isOthers = life.adviser !== undefined && life.adviser !== by.agent && !by.isLead
  if (isOthers && !forAnybody.includes(move.kind)) return refuse('case-of-another-adviser')
  const safeguard = safeguardAgainst(life, move.kind)
  if (safeguard !== undefined) return refuse(safeguard)
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
      return close(life, move, by, when)
    case 'decline':
      return decline(life, move, by, when)
    case 'confirm-close':
      return confirmClosing(life, by, when)
    case 'withdraw-close':
      return withdrawClosing(life)
    case 'restrict':
      return restrict(life, move, when)
    case 'unrestrict':
      return unrestrict(life, move, when)
    case 'erase':
      return eraseOnRequest(life, move, by, when)
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

/** Contact results after which nobody has what was left. */
const undelivered: readonly ContactResult[] = ['returned-mail', 'wrong-number']

/**
 * True when an attempt told the person of their rights: what leaves content (a letter, a message)
 * carries the notice, unless it came back or went to somebody else.
 */
export function isNotice(attempt: Pick<ContactMove, 'result' | 'leavesContent'>): boolean {
  return attempt.leavesContent && !undelivered.includes(attempt.result)
}

function recordContact(life: CaseLife, move: ContactMove, when: Circumstances): Decision {
  if (!isPlausible(life, move.at, when)) return refuse('case-date-out-of-range')
  const reachedAt = move.result === 'reached' ? (life.reachedAt ?? move.at) : life.reachedAt
  const contacted = { ...life, reachedAt }
  return isNotice(move) ? inform(contacted, move.at) : accept(contacted)
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
