import { LogError } from './errors.ts'
import { nodeHash } from './hashes.ts'
import { hashBytes, proofHashesMax } from './limits.ts'
import { checkSize, half, hashRange, type ReadSubtree, splitOf } from './subtrees.ts'

/**
 * The hashes that lead from a leaf to the root of the first `size` leaves, the leaf's sibling first
 * (RFC 6962 §2.1.1).
 * @throws LogError `range` unless the leaf is one of them.
 */
export function proveInclusion(read: ReadSubtree, index: number, size: number): Buffer[] {
  checkSize(size)
  checkSize(index)
  if (index >= size) throw new LogError('range')
  const proof: Buffer[] = []
  let from = 0
  let to = size
  while (to - from > 1) {
    const middle = from + splitOf(to - from).leaves
    if (index < middle) {
      proof.push(hashRange(read, middle, to))
      to = middle
    } else {
      proof.push(hashRange(read, from, middle))
      from = middle
    }
  }
  return proof.reverse()
}

/** Whether the proof leads from this leaf to this root (RFC 9162 §2.1.3.2). Never throws. */
export function verifyInclusion(claim: {
  leaf: Buffer
  index: number
  size: number
  proof: readonly Buffer[]
  root: Buffer
}): boolean {
  const { leaf, index, size, proof, root } = claim
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size)) return false
  if (index < 0 || index >= size || proof.length > proofHashesMax) return false
  if ([leaf, root, ...proof].some(hash => hash.length !== hashBytes)) return false
  let place = index
  let last = size - 1
  let hash = leaf
  for (const sibling of proof) {
    if (last === 0) return false
    if (place % 2 === 1 || place === last) {
      hash = nodeHash(sibling, hash)
      while (place % 2 === 0 && place !== 0) [place, last] = [half(place), half(last)]
    } else {
      hash = nodeHash(hash, sibling)
    }
    ;[place, last] = [half(place), half(last)]
  }
  return last === 0 && hash.equals(root)
}
