import type { ParticipantKey } from '@unefois/contracts'
import type { Actor } from '../domain/act.ts'
import { readPublicKey } from '../domain/public-key.ts'
import { refusal } from '../domain/refuse.ts'
import { findKey, insertKey } from '../repositories/participant-keys.ts'
import { getAdmission } from './read-participant.ts'
import { type Deps, type Repeatable, writeChange } from './write-change.ts'

/**
 * Registers a public key of a participant. The operator's act, after comparing fingerprints with
 * the agency by another way: whoever could register a key could read that agency's signals.
 * @throws Problem 404 for an unknown participant, 422 when it is not a key, 409 when it is known.
 */
export function registerKey(deps: Deps) {
  return async (
    actor: Actor,
    participant: string,
    key: ParticipantKey,
    repeatable: Repeatable,
  ): Promise<ParticipantKey> => {
    const { keyId, use } = key
    const publicKey = readPublicKey(key)
    if (publicKey === undefined) throw refusal('key-invalid', '/publicKey')
    return writeChange(deps, actor, repeatable, async (tx, at) => {
      await getAdmission(tx, participant)
      if ((await findKey(tx, keyId)) !== undefined) throw refusal('key-exists', '/keyId')
      await insertKey(tx, { keyId, participant, use, publicKey }, at)
      const act = {
        operation: 'key-register',
        purpose: 'directory-keeping',
        counterparty: participant,
        detail: { keyId, use },
      } as const
      return { answer: key, act }
    })
  }
}
