import type { Agreement } from '@unefois/contracts'
import { type Actor, actOn } from '../domain/act.ts'
import { keeperOf, refuseUndecided } from '../domain/agreement-access.ts'
import { demand } from '../domain/law/rule.ts'
import { resumptionRules } from '../domain/law/rules.ts'
import { problems } from '../errors.ts'
import { setResumed } from '../repositories/agreements.ts'
import { getActivation } from './activate-agreement.ts'
import { getVersions, toAgreement } from './find-agreement.ts'
import { type Deps, writeChange } from './write-change.ts'

/**
 * Lets a suspended agreement carry signals again, by whoever suspended it, if it still may.
 * @throws Problem 404, 403, 409 unless suspended, 422 listing what the law refuses by now.
 */
export function resumeAgreement(deps: Deps) {
  return (actor: Actor, id: string): Promise<Agreement> =>
    writeChange(deps, actor, undefined, async (tx, at) => {
      const { newest, inForce } = await getVersions(tx, actor, id)
      refuseUndecided(actor, newest.text)
      if (inForce?.state !== 'suspended') throw problems['agreement-state-refused']()
      if (inForce.suspendedBy !== keeperOf(actor)) throw problems['resumption-refused']()
      demand(await getActivation(deps, tx, inForce, at), resumptionRules, '/text')
      await setResumed(tx, inForce.hash)
      return {
        answer: await toAgreement(tx, { ...inForce, state: 'active' }),
        act: actOn('agreement-resume', actor, inForce),
      }
    })
}
