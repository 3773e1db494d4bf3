import type { CaseLife, Move, MoveKind, Refusal } from './case-life.ts'
import { accept, type Circumstances, type Decision, isPlausible, refuse } from './decision.ts'

/** A case frozen at the person's request may be kept, given to a colleague, and let go. */
const allowedWhenRestricted: readonly MoveKind[] = [
  'unrestrict',
  'erase',
  'assign',
  'withdraw-close',
]

/** While an erasing closing waits for a second person, nobody works on the person's data. */
const allowedWhileAwaiting: readonly MoveKind[] = [
  'confirm-close',
  'withdraw-close',
  'restrict',
  'unrestrict',
]

/** Why a restriction (GDPR art. 18) or a closing that waits stands against a move, if it does. */
export function safeguardAgainst(life: CaseLife, kind: MoveKind): Refusal | undefined {
  if (life.proposedAt !== undefined && !allowedWhileAwaiting.includes(kind)) {
    return 'case-awaiting-confirmation'
  }
  if (allowedWhenRestricted.includes(kind)) return undefined
  if (life.restrictedAt !== undefined) return 'case-restricted'
  if (life.hubRestrictedAt === undefined) return undefined
  return isOwnErasure(life, kind) ? undefined : 'case-restricted-at-hub'
}

/** A closing proposed under the hub’s restriction is the erasure that the person asked for. */
function isOwnErasure({ proposedAt, hubRestrictedAt }: CaseLife, kind: MoveKind): boolean {
  if (proposedAt === undefined || hubRestrictedAt === undefined) return false
  return kind === 'confirm-close' && proposedAt >= hubRestrictedAt
}

/**
 * Freezes the case: it is kept and nothing else is done with it (GDPR art. 18(2)). The clocks of
 * the law go on: it still expires, and a recall still destroys it.
 */
export function restrict(
  life: CaseLife,
  { ground }: Extract<Move, { kind: 'restrict' }>,
  { now }: Circumstances,
): Decision {
  return accept({ ...life, restrictedAt: now, restrictionGround: ground })
}

/** Ends a restriction, of which the person was told before (GDPR art. 18(3)). */
export function unrestrict(
  life: CaseLife,
  { toldAt }: Extract<Move, { kind: 'unrestrict' }>,
  when: Circumstances,
): Decision {
  if (life.restrictedAt === undefined) {
    return refuse(
      life.hubRestrictedAt === undefined ? 'case-not-restricted' : 'case-restricted-at-hub',
    )
  }
  if (!isPlausible({ acceptedAt: life.restrictedAt }, toldAt, when)) {
    return refuse('case-date-out-of-range')
  }
  return accept(unrestricted(life))
}

/** The same case without its restriction. */
export function unrestricted(life: CaseLife): CaseLife {
  return { ...life, restrictedAt: undefined, restrictionGround: undefined }
}
