import type { Agreement } from '@unefois/contracts'
import type { Transaction } from '@unefois/database'
import { type Act, type Actor, actOn } from '../domain/act.ts'
import { refuseUndecided } from '../domain/agreement-access.ts'
import { dayOf } from '../domain/day.ts'
import type { Activation } from '../domain/law/activation-rules.ts'
import { demand } from '../domain/law/rule.ts'
import { activationRules } from '../domain/law/rules.ts'
import { problems } from '../errors.ts'
import { type AgreementVersion, setActivated, setEnded } from '../repositories/agreements.ts'
import { listOpinions, listSignatures } from '../repositories/attachments.ts'
import { listKeys } from '../repositories/participant-keys.ts'
import { listSuspended } from '../repositories/participants.ts'
import { getCase, getVersions, toAgreement } from './find-agreement.ts'
import { type Deps, writeChange } from './write-change.ts'

/**
 * Brings the newest draft into force, by a side's legal representative or the operator. The version
 * that was in force ends in the same commit.
 * @throws Problem 409 unless the newest version is a draft, 422 listing every condition not met
 * with its article.
 */
export function activateAgreement(deps: Deps) {
  return (actor: Actor, id: string): Promise<Agreement> =>
    writeChange(deps, actor, undefined, async (tx, at) => {
      const { newest, inForce } = await getVersions(tx, actor, id)
      refuseUndecided(actor, newest.text)
      if (newest.state !== 'draft') throw problems['agreement-state-refused']()
      const activation = await getActivation(deps, tx, newest, at)
      demand(activation, activationRules, '/text')
      if (inForce !== undefined) await setEnded(tx, inForce.hash, at)
      await setActivated(tx, newest.hash, at)
      return {
        answer: await toAgreement(tx, { ...newest, state: 'active' }),
        act: withSignatures(actOn('agreement-activate', actor, newest), activation),
      }
    })
}

/** The log shows each side the very signature that binds it. */
function withSignatures(act: Act, { text, signatures }: Activation): Act {
  const own = (['sender', 'receiver'] as const).flatMap(side => {
    const given = signatures.find(({ participant }) => participant === text[side])
    if (given === undefined) return []
    return [
      [`${side}KeyId`, given.keyId],
      [`${side}Signature`, given.signature],
    ] as const
  })
  return { ...act, detail: { ...act.detail, ...Object.fromEntries(own) } }
}

/** Everything that the rules look at, on the day of `at`. */
export async function getActivation(
  { asksBcss }: Pick<Deps, 'asksBcss'>,
  tx: Transaction,
  { text, hash }: AgreementVersion,
  at: Date,
): Promise<Activation> {
  const keys = await listKeys(tx, text.receiver)
  return {
    ...(await getCase(tx, text)),
    day: dayOf(at),
    asksBcss,
    opinions: await listOpinions(tx, hash),
    signatures: await listSignatures(tx, hash),
    receiverCanOpen: keys.some(key => key.use === 'seal' && key.retiredAt === null),
    suspended: await listSuspended(tx, [text.sender, text.receiver]),
  }
}
