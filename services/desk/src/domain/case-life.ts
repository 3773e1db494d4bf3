import type {
  AccompanimentLevel,
  CaseRestrict,
  ContactResult,
  DeclineReason,
  HoldReason,
  Outcome,
} from '@unefois/contracts'
import type { Day } from './calendar.ts'

/**
 * to-take-up → taken-charge ⇄ on-hold → closed | declined; any of them → erased by a recall.
 * `joined`: a second signal about the same person and right, which shares the live case's life.
 */
export type CaseState =
  | 'to-take-up'
  | 'taken-charge'
  | 'on-hold'
  | 'closed'
  | 'declined'
  | 'erased'
  | 'joined'

/** Why a case is frozen: GDPR art. 18(1)(a) to (d). */
export type RestrictionGround = CaseRestrict['ground']

/** The states in which somebody may still do something for the person. */
export const liveStates: readonly CaseState[] = ['to-take-up', 'taken-charge', 'on-hold']

/** The life of one case: what moves look at and change. Nothing here identifies the person. */
export interface CaseLife {
  readonly state: CaseState
  readonly acceptedAt: Date
  readonly adviser: string | undefined
  /** The first time somebody took charge; giving the case back does not undo it. */
  readonly takenChargeAt: Date | undefined
  readonly reachedAt: Date | undefined
  readonly informedAt: Date | undefined
  readonly remindOn: Day
  readonly takeUpBy: Day
  readonly accompanyBy: Day | undefined
  readonly heldOn: Day | undefined
  readonly holdReason: HoldReason | undefined
  readonly resumeOn: Day | undefined
  readonly endedAt: Date | undefined
  readonly outcomes: readonly Outcome[]
  readonly levels: readonly AccompanimentLevel[]
  readonly declineReason: DeclineReason | undefined
  readonly closedBy: string | undefined
  /** The second person of a closing that needed one. */
  readonly confirmedBy: string | undefined
  /** Frozen since then at the person's request (GDPR art. 18). */
  readonly restrictedAt: Date | undefined
  readonly restrictionGround: RestrictionGround | undefined
  /** The same, lodged at the hub and lifted there; since when the desk knows it. */
  readonly hubRestrictedAt: Date | undefined
  readonly hubRestrictionGround: RestrictionGround | undefined
  /** A closing that erases and waits for a second person: all four or none. */
  readonly proposedAt: Date | undefined
  readonly proposedBy: string | undefined
  readonly proposedOutcomes: readonly Outcome[] | undefined
  readonly proposedLevels: readonly AccompanimentLevel[] | undefined
}

/** What an adviser does to a case. */
export type Move =
  | { readonly kind: 'claim' }
  | { readonly kind: 'unclaim' }
  | { readonly kind: 'assign'; readonly agent: string }
  | {
      readonly kind: 'contact'
      readonly at: Date
      readonly result: ContactResult
      readonly leavesContent: boolean
    }
  | { readonly kind: 'notice'; readonly informedAt: Date }
  | { readonly kind: 'hold'; readonly reason: HoldReason; readonly resumeOn: Day }
  | { readonly kind: 'resume' }
  | {
      readonly kind: 'close'
      readonly outcomes: readonly Outcome[]
      readonly levels: readonly AccompanimentLevel[]
    }
  | { readonly kind: 'decline'; readonly reason: DeclineReason; readonly isSentOn?: boolean }
  | { readonly kind: 'confirm-close' }
  | { readonly kind: 'withdraw-close' }
  | { readonly kind: 'restrict'; readonly ground: RestrictionGround }
  | { readonly kind: 'unrestrict'; readonly toldAt: Date }
  /** The person asks for erasure (GDPR art. 17): a closing with `objected`. */
  | { readonly kind: 'erase'; readonly requestedAt: Date }

export type MoveKind = Move['kind']

/** Why a move is refused; each has its entry in errors.ts. */
export type Refusal =
  | 'case-move-not-allowed'
  | 'case-of-another-adviser'
  | 'case-lead-only'
  | 'case-decline-lead-only'
  | 'case-notice-missing'
  | 'case-date-out-of-range'
  | 'case-outcome-repeated'
  | 'case-outcome-alone'
  | 'case-restricted'
  | 'case-restricted-at-hub'
  | 'case-not-restricted'
  | 'case-awaiting-confirmation'
  | 'case-nothing-to-confirm'
  | 'case-confirmation-own'

/** What the hub must be told of a move; ids and `at` are added where it is written down. */
export type CaseNews =
  | { readonly type: 'taken-charge' }
  | { readonly type: 'informed'; readonly informedAt: Date }
  | {
      readonly type: 'closed'
      readonly outcomes: readonly Outcome[]
      readonly informedAt: Date | undefined
    }
  | {
      readonly type: 'declined'
      readonly declineReason: DeclineReason
      readonly informedAt: Date | undefined
    }
