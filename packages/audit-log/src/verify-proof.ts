import { type OpenedCheckpoint, openCheckpoint, parseCheckpoint } from './checkpoint.ts'
import { LogError } from './errors.ts'
import { leafHash } from './hashes.ts'
import { verifyInclusion } from './inclusion.ts'
import { parseLogProof } from './log-proof.ts'
import { parseNote } from './note.ts'
import type { Policy } from './policy.ts'

/**
 * Opens a checkpoint under a policy: signed by a log that the policy names, cosigned by its quorum.
 * @throws LogError `checkpoint-origin` for a log that it does not name, `quorum-missing`, and those
 *   of `openCheckpoint`.
 */
export function openUnderPolicy(bytes: Uint8Array, policy: Policy): OpenedCheckpoint {
  const { origin } = parseCheckpoint(parseNote(bytes).text)
  const log = policy.logs.find(each => each.name === origin)
  if (log === undefined) throw new LogError('checkpoint-origin')
  const opened = openCheckpoint(bytes, log, policy.witnesses)
  const cosigned = opened.signatures.map(each => each.verifier)
  if (!policy.isQuorum(cosigned)) throw new LogError('quorum-missing')
  return opened
}

/**
 * Verifies a `.tlog-proof` file offline: that this entry is at its index in a log of the policy.
 * @param entry the bytes that the leaf was made of.
 * @throws LogError `proof-wrong`, and those of its parts.
 */
export function verifyLogProof(
  bytes: Uint8Array,
  entry: Uint8Array,
  policy: Policy,
): { readonly index: number; readonly opened: OpenedCheckpoint } {
  const { index, hashes, checkpoint } = parseLogProof(bytes)
  const opened = openUnderPolicy(Buffer.from(checkpoint), policy)
  const { size, root } = opened.checkpoint
  const holds = verifyInclusion({ leaf: leafHash(entry), index, size, proof: hashes, root })
  if (!holds) throw new LogError('proof-wrong')
  return { index, opened }
}
