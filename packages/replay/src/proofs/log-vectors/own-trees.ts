import {
  type ConsistencyClaim,
  createTree,
  emptyRoot,
  leafHash,
  proveConsistency,
  proveInclusion,
  rootOf,
  type Tree,
} from '@unefois/audit-log'
import { seededRandom } from '@unefois/identifiers'
import { judgeConsistency, judgeInclusion } from './judge.ts'

const hashBits = 256

/** Every leaf of every tree up to this size, and every pair of sizes. */
export function tryWholeTrees(sizeMax: number, sabotage: boolean) {
  const { tree, leaves } = growTree(sizeMax)
  let proofs = 0
  let refused = 0
  for (let size = 1; size <= sizeMax; size += 1) {
    for (let index = 0; index < size; index += 1) {
      if (!judgeInclusion(inclusionOf(tree, leaves, index, size), sabotage)) refused += 1
      proofs += 1
    }
    for (let from = 0; from <= size; from += 1) {
      if (!judgeConsistency(consistencyOf(tree, from, size), sabotage)) refused += 1
      proofs += 1
    }
  }
  return { proofs, refused }
}

/** How hard proofs are tried to be broken. */
export interface Breaking {
  readonly sizeMax: number
  readonly everyBitMax: number
  readonly bitsDrawn: number
}

/** The same proofs with one bit of one hash flipped: none may be believed. */
export function tryBrokenTrees(
  { sizeMax, everyBitMax, bitsDrawn }: Breaking,
  { seed, sabotage }: { seed: number; sabotage: boolean },
) {
  const { tree, leaves } = growTree(sizeMax)
  const random = seededRandom(seed)
  let flips = 0
  let believed = 0
  const bitsAt = (size: number) =>
    size <= everyBitMax
      ? Array.from({ length: hashBits }, (_, bit) => bit)
      : Array.from({ length: bitsDrawn }, () => Math.floor(random() * hashBits))
  const tryEach = (size: number, hashes: readonly Buffer[], judge: () => boolean) => {
    for (const hash of hashes) {
      for (const bit of bitsAt(size)) {
        flip(hash, bit)
        if (judge()) believed += 1
        flip(hash, bit)
        flips += 1
      }
    }
  }
  for (let size = 1; size <= sizeMax; size += 1) {
    for (let index = 0; index < size; index += 1) {
      const claim = inclusionOf(tree, leaves, index, size)
      const hashes = [claim.leaf, claim.root, ...claim.proof]
      tryEach(size, hashes, () => judgeInclusion(claim, sabotage))
    }
    // From no leaf nothing is shown of the second tree, so there is nothing to break.
    for (let from = 1; from <= size; from += 1) {
      const claim = consistencyOf(tree, from, size)
      const hashes = [claim.fromRoot, claim.toRoot, ...claim.proof]
      tryEach(size, hashes, () => judgeConsistency(claim, sabotage))
    }
  }
  return { flips, believed }
}

function growTree(size: number): { tree: Tree; leaves: readonly Buffer[] } {
  const tree = createTree()
  const leaves = Array.from({ length: size }, (_, index) => leafHash(Buffer.from(`leaf ${index}`)))
  for (const leaf of leaves) tree.append(leaf)
  return { tree, leaves }
}

/** Copies throughout: a flipped bit must not reach the tree. */
function inclusionOf(tree: Tree, leaves: readonly Buffer[], index: number, size: number) {
  return {
    leaf: Buffer.from(leaves[index] ?? emptyRoot),
    index,
    size,
    proof: proveInclusion(tree.read, index, size).map(hash => Buffer.from(hash)),
    root: Buffer.from(rootOf(tree.read, size)),
  }
}

function consistencyOf(tree: Tree, from: number, to: number): ConsistencyClaim {
  return {
    from,
    to,
    fromRoot: Buffer.from(rootOf(tree.read, from)),
    toRoot: Buffer.from(rootOf(tree.read, to)),
    proof: proveConsistency(tree.read, from, to).map(hash => Buffer.from(hash)),
  }
}

function flip(hash: Buffer, bit: number): void {
  hash[bit >> 3] = (hash[bit >> 3] ?? 0) ^ (1 << (bit & 7))
}
