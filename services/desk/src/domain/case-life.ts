import type { Day } from './calendar.ts'

/**
 * to-take-up → taken-charge ⇄ on-hold → closed | declined; any of them → erased by a recall.
 */
export type CaseState =
  | 'to-take-up'
  | 'taken-charge'
  | 'on-hold'
  | 'closed'
  | 'declined'
  | 'erased'

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
  readonly holdReason: string | undefined
  readonly resumeOn: Day | undefined
  readonly closedAt: Date | undefined
  readonly outcomes: readonly string[]
  readonly levels: readonly string[]
  readonly declineReason: string | undefined
  readonly erasedAt: Date | undefined
}

/** What an adviser does to a case. */
export type Move =
  | { readonly kind: 'claim' }
  | { readonly kind: 'unclaim' }
  | { readonly kind: 'assign'; readonly agent: string }
  | {
      readonly kind: 'contact'
      readonly at: Date
      readonly result: string
      readonly leavesContent: boolean
    }
  | { readonly kind: 'notice'; readonly informedAt: Date }
  | { readonly kind: 'hold'; readonly reason: string; readonly resumeOn: Day }
  | { readonly kind: 'resume' }
  | {
      readonly kind: 'close'
      readonly outcomes: readonly string[]
      readonly levels: readonly string[]
    }
  | { readonly kind: 'decline'; readonly reason: string }

export type MoveKind = Move['kind']

/** Why a move is refused; each has its entry in errors.ts. */
export type Refusal =
  | 'case-move-not-allowed'
  | 'case-of-another-adviser'
  | 'case-lead-only'
  | 'case-notice-missing'
  | 'case-date-out-of-range'

/** What the hub must be told of a move; `at` and ids are added where it is written down. */
export type CaseNews =
  | { readonly type: 'taken-charge' }
  | { readonly type: 'informed'; readonly informedAt: Date }
  | { readonly type: 'closed'; readonly outcomes: readonly string[] }
  | { readonly type: 'declined'; readonly declineReason: string }
