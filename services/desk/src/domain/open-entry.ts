import { commitTo, entryOf, leafHash, verifyInclusion, type Witnessed } from '@unefois/audit-log'
import type { LogDirectory, LogPredecessors } from '@unefois/contracts'
import { jcs } from '@unefois/sealing'

export type DirectoryEntry = LogDirectory['entries'][number]

/**
 * Whether this entry, as it is told, is the leaf at its index of the tree that this agency's
 * witness has cosigned.
 */
export function isInLog(
  entry: DirectoryEntry | LogPredecessors['items'][number],
  { size, root }: Witnessed,
): boolean {
  const { index, first, detail, nonces, proof } = entry
  const [one, two] = nonces.map(nonce => Buffer.from(nonce, 'base64'))
  if (one === undefined || two === undefined) return false
  const leaf = entryOf(commitTo(one, jcs(first)), commitTo(two, jcs({ detail })))
  return verifyInclusion({
    leaf: leafHash(leaf),
    index,
    size,
    proof: proof.map(hash => Buffer.from(hash, 'base64')),
    root,
  })
}
