import { LogError } from './errors.ts'
import { nodeHash } from './hashes.ts'
import { type ReadSubtree, rootOf } from './subtrees.ts'

/** A tree that grows, held in memory: every complete subtree's hash, level by level. */
export interface Tree {
  readonly size: number
  /** Adds one leaf by its hash. Answers its index. */
  append(leaf: Buffer): number
  root(): Buffer
  readonly read: ReadSubtree
}

/** An empty tree (RFC 6962 §2.1). */
export function createTree(): Tree {
  const levels: Buffer[][] = [[]]
  const read: ReadSubtree = (level, index) => {
    const hash = levels[level]?.[index]
    if (hash === undefined) throw new LogError('range')
    return hash
  }
  const sizeOf = () => levels[0]?.length ?? 0
  return {
    get size() {
      return sizeOf()
    },
    append(leaf) {
      let hash = leaf
      for (let level = 0; ; level += 1) {
        const row = levels[level] ?? []
        levels[level] = row
        const place = row.push(hash) - 1
        const left = place % 2 === 1 ? row[place - 1] : undefined
        if (left === undefined) return sizeOf() - 1
        hash = nodeHash(left, hash)
      }
    },
    root: () => rootOf(read, sizeOf()),
    read,
  }
}
