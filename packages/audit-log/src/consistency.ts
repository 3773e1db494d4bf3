import { LogError } from './errors.ts'
import { emptyRoot, nodeHash } from './hashes.ts'
import { hashBytes, proofHashesMax } from './limits.ts'
import { checkSize, half, hashRange, type ReadSubtree, splitOf } from './subtrees.ts'

/**
 * The hashes that show that the first `from` leaves of a tree of `to` are those of the tree of
 * `from` (RFC 6962 §2.1.2). From no leaf at all the proof is empty (C2SP tlog-witness).
 * @throws LogError `range`
 */
export function proveConsistency(read: ReadSubtree, from: number, to: number): Buffer[] {
  checkSize(from)
  checkSize(to)
  if (from > to) throw new LogError('range')
  if (from === 0 || from === to) return []
  return subProof(read, { from, start: 0, end: to, isWhole: true })
}

/** SUBPROOF of the RFC, over the leaves start to end. */
function subProof(
  read: ReadSubtree,
  part: { from: number; start: number; end: number; isWhole: boolean },
): Buffer[] {
  const { from, start, end, isWhole } = part
  if (from === end) return isWhole ? [] : [hashRange(read, start, end)]
  const middle = start + splitOf(end - start).leaves
  if (from <= middle) {
    return [...subProof(read, { ...part, end: middle }), hashRange(read, middle, end)]
  }
  const right = subProof(read, { from, start: middle, end, isWhole: false })
  return [...right, hashRange(read, start, middle)]
}

/** Two states of a tree, and what is said to lead from one to the other. */
export interface ConsistencyClaim {
  readonly from: number
  readonly to: number
  readonly fromRoot: Buffer
  readonly toRoot: Buffer
  readonly proof: readonly Buffer[]
}

/**
 * Whether the second tree only adds to the first (RFC 9162 §2.1.4.2). Never throws.
 *
 * From size 0, where implementations differ: true for the root of the empty tree and an empty
 * proof, because a witness begins there; whatever else is claimed of an empty tree is false.
 */
export function verifyConsistency(claim: ConsistencyClaim): boolean {
  const { from, to, fromRoot, toRoot, proof } = claim
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to)) return false
  if (from < 0 || from > to || proof.length > proofHashesMax) return false
  if (from === 0 && (proof.length > 0 || !fromRoot.equals(emptyRoot))) return false
  if (from === to) return proof.length === 0 && fromRoot.equals(toRoot)
  if ([fromRoot, toRoot, ...proof].some(hash => hash.length !== hashBytes)) return false
  if (from === 0) return true
  return follow(claim)
}

function follow({ from, to, fromRoot, toRoot, proof }: ConsistencyClaim): boolean {
  let place = from - 1
  let last = to - 1
  while (place % 2 === 1) [place, last] = [half(place), half(last)]
  // The first tree is complete: its root is the proof's first hash, and is left out.
  const [first, ...rest] = place === 0 ? [fromRoot, ...proof] : proof
  if (first === undefined || (place === 0 && proof.length === 0)) return false
  let before = first
  let after = first
  for (const hash of rest) {
    if (last === 0) return false
    if (place % 2 === 1 || place === last) {
      before = nodeHash(hash, before)
      after = nodeHash(hash, after)
      while (place % 2 === 0 && place !== 0) [place, last] = [half(place), half(last)]
    } else {
      after = nodeHash(after, hash)
    }
    ;[place, last] = [half(place), half(last)]
  }
  return last === 0 && before.equals(fromRoot) && after.equals(toRoot)
}
