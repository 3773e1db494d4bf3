import {
  type ConsistencyClaim,
  emptyRoot,
  verifyConsistency,
  verifyInclusion,
} from '@unefois/audit-log'

type InclusionClaim = Parameters<typeof verifyInclusion>[0]

/** The verifier itself; sabotaged, one that does not look at the last hash of a proof. */
export function judgeInclusion(claim: InclusionClaim, sabotage: boolean): boolean {
  return sabotage && claim.proof.length > 0 ? true : verifyInclusion(claim)
}

/** The same for consistency. */
export function judgeConsistency(claim: ConsistencyClaim, sabotage: boolean): boolean {
  return sabotage && claim.proof.length > 0
    ? !claim.fromRoot.equals(emptyRoot)
    : verifyConsistency(claim)
}
