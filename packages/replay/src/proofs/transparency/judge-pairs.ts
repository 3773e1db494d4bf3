import {
  createTree,
  leafHash,
  type NoteVerifier,
  openCheckpoint,
  proveConsistency,
  verifyConsistency,
} from '@unefois/audit-log'

/** What was found of every two checkpoints that were ever signed. */
export interface JudgedPairs {
  readonly checkpoints: number
  readonly pairs: number
  readonly inconsistent: number
}

/** Tries every pair of signed checkpoints: that the later tree only adds to the earlier. */
export function judgePairs(
  notes: Iterable<string>,
  entries: readonly Buffer[],
  log: NoteVerifier,
): JudgedPairs {
  const tree = createTree()
  for (const entry of entries) tree.append(leafHash(entry))
  const signed = [...new Set(notes)]
    .map(note => openCheckpoint(Buffer.from(note), log).checkpoint)
    .sort((a, b) => a.size - b.size)
  let pairs = 0
  let inconsistent = 0
  for (const [place, from] of signed.entries()) {
    for (const to of signed.slice(place + 1)) {
      pairs += 1
      const proof = to.size > tree.size ? [] : proveConsistency(tree.read, from.size, to.size)
      const claim = { from: from.size, to: to.size, fromRoot: from.root, toRoot: to.root, proof }
      if (!verifyConsistency(claim)) inconsistent += 1
    }
  }
  return { checkpoints: signed.length, pairs, inconsistent }
}
