import { type Calendar, type Day, dayOf } from './calendar.ts'
import type { CaseLife, CaseNews, Refusal } from './case-life.ts'
import { type Deadlines, extendForHold } from './deadlines.ts'

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
  /** So many closings have erased lately that one more is not for one person to decide. */
  readonly needsSecondPerson: boolean
}

export type Accepted = {
  readonly ok: true
  readonly life: CaseLife
  readonly news: readonly CaseNews[]
  /** The identifier, index and notes of the person must go in the same transaction. */
  readonly erases: boolean
}

export type Decision = Accepted | { readonly ok: false; readonly refusal: Refusal }

/** The move is made: the case's next life, what the hub is told, whether the person's data go. */
export function accept(life: CaseLife, news: readonly CaseNews[] = [], erases = false): Decision {
  return { ok: true, life, news, erases }
}

/** The move is not made. */
export function refuse(refusal: Refusal): Decision {
  return { ok: false, refusal }
}

/** Nothing was done about a signal before it was accepted, nor tomorrow. */
export function isPlausible(
  life: Pick<CaseLife, 'acceptedAt'>,
  at: Date,
  when: Pick<Circumstances, 'now'>,
): boolean {
  return at >= life.acceptedAt && at.getTime() <= when.now.getTime() + clockToleranceMsMax
}

/** The same case without its hold, the waiting given back to the deadline. */
export function resumed(life: CaseLife, when: Circumstances): CaseLife {
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
