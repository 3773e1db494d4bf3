import type { Agreement } from '@unefois/contracts'
import { type Actor, actOn } from '../domain/act.ts'
import { keeperOf, refuseUndecided } from '../domain/agreement-access.ts'
import { problems } from '../errors.ts'
import { setSuspended } from '../repositories/agreements.ts'
import { getVersions, toAgreement } from './find-agreement.ts'
import { type Deps, writeChange } from './write-change.ts'

/**
 * Stops an agreement until it is resumed: no signal is accepted or released under it meanwhile.
 * @throws Problem 404, 403 unless a side's legal representative or the operator, 409 unless active.
 */
export function suspendAgreement(deps: Deps) {
  return (actor: Actor, id: string): Promise<Agreement> =>
    writeChange(deps, actor, undefined, async tx => {
      const { newest, inForce } = await getVersions(tx, actor, id)
      refuseUndecided(actor, newest.text)
      if (inForce?.state !== 'active') throw problems['agreement-state-refused']()
      await setSuspended(tx, inForce.hash, keeperOf(actor))
      return {
        answer: await toAgreement(tx, { ...inForce, state: 'suspended' }),
        act: actOn('agreement-suspend', actor, inForce),
      }
    })
}
