import type { Actor } from '../domain/act.ts'
import { problems } from '../errors.ts'
import { findKey, retireKey as markRetired } from '../repositories/participant-keys.ts'
import { type Deps, writeChange } from './write-change.ts'

/** A key that nothing new is sealed for, or signed with. */
export interface RetiredKey {
  readonly keyId: string
  readonly state: 'retired'
}

/**
 * Retires a key: nothing new is sealed for it or signed with it; what it sealed can still be
 * opened. Even an agency's last key: a stolen one must stop now, and new signals then wait.
 * @throws Problem 404 when the participant has no such key, 409 when it is retired already.
 */
export function retireKey(deps: Deps) {
  return (actor: Actor, participant: string, keyId: string): Promise<RetiredKey> =>
    writeChange(deps, actor, undefined, async (tx, at) => {
      const key = await findKey(tx, keyId)
      if (key?.participant !== participant) throw problems['key-unknown']()
      if (key.retiredAt !== null) throw problems['key-retired']()
      await markRetired(tx, keyId, at)
      const act = {
        operation: 'key-retire',
        purpose: 'directory-keeping',
        counterparty: participant,
        detail: { keyId, use: key.use },
      } as const
      return { answer: { keyId, state: 'retired' }, act }
    })
}
