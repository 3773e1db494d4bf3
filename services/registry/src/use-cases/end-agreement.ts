import type { Agreement } from '@unefois/contracts'
import { type Actor, actOn } from '../domain/act.ts'
import { refuseUndecided } from '../domain/agreement-access.ts'
import { problems } from '../errors.ts'
import { setEnded } from '../repositories/agreements.ts'
import { getVersions, toAgreement } from './find-agreement.ts'
import { type Deps, writeChange } from './write-change.ts'

/**
 * Ends an agreement for good, with the draft that may wait behind it. An ended one is not revised.
 * @throws Problem 404, 403, 409 when it has ended already.
 */
export function endAgreement(deps: Deps) {
  return (actor: Actor, id: string): Promise<Agreement> =>
    writeChange(deps, actor, undefined, async (tx, at) => {
      const { all, newest, inForce } = await getVersions(tx, actor, id)
      refuseUndecided(actor, newest.text)
      const live = all.filter(({ state }) => state !== 'ended')
      if (newest.state === 'ended' || live.length === 0) throw problems['agreement-state-refused']()
      for (const { hash } of live) await setEnded(tx, hash, at)
      const ended = inForce ?? newest
      return {
        answer: await toAgreement(tx, { ...ended, state: 'ended' }),
        act: actOn('agreement-end', actor, ended),
      }
    })
}
