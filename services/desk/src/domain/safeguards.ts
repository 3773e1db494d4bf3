import type { CaseLife, MoveKind, Refusal } from './case-life.ts'

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
