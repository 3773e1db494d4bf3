import type { AccessAnswerV2 } from '@unefois/contracts'
import { proofName } from '@unefois/evidence'
import { firstPart, secondPart } from '@unefois/log-leaves'
import { jcs } from '@unefois/sealing'
import type { PersonEvent } from '../repositories/person-events.ts'

type AccessEvent = AccessAnswerV2['events'][number]

/**
 * One act or erasure as the person is given it: the parts as they were committed to, what opens
 * them, and its proof; or until when it will have one.
 * @param published the size of the checkpoint that the proofs are of, and until when what comes
 *   after it is published.
 */
export function toAccessEvent(
  { isWhole, opening, secondErasedAt, source }: PersonEvent,
  published: { readonly size: number; readonly by: Date },
): AccessEvent {
  const { id, kind } = source
  if (!isWhole) {
    return { id, kind, own: jcs({ kind, id, at: source.at, entry: source.entry }) }
  }
  const isPublished = opening !== undefined && opening.index < published.size
  const isErased = source.erased && source.detail === null
  return {
    id,
    kind,
    first: firstPart(source),
    ...(isErased ? {} : { second: secondPart(source) }),
    ...(secondErasedAt === null ? {} : { secondErasedAt: secondErasedAt.toISOString() }),
    ...(opening === undefined ? {} : { nonce1: opening.nonce1.toString('base64url') }),
    ...(opening === undefined || opening.nonce2 === null || isErased
      ? {}
      : { nonce2: opening.nonce2.toString('base64url') }),
    ...(isPublished
      ? { proof: proofName(opening.index) }
      : { publishedBy: published.by.toISOString() }),
  }
}
