import type { CaseLife, Move } from './case-life.ts'
import { accept, type Circumstances, type Decision, isPlausible, refuse } from './decision.ts'

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
