import type { Agreement, AgreementText } from '@unefois/contracts'
import type { Transaction } from '@unefois/database'
import { type Actor, actOn } from '../domain/act.ts'
import { refuseOutsider } from '../domain/agreement-access.ts'
import { hashOf } from '../domain/agreement-hash.ts'
import { demand } from '../domain/law/rule.ts'
import { draftRules } from '../domain/law/rules.ts'
import { problems } from '../errors.ts'
import { type AgreementVersion, insertDraft, isHashKnown } from '../repositories/agreements.ts'
import { getCase, toAgreement } from './find-agreement.ts'
import { type Deps, type Repeatable, writeChange } from './write-change.ts'

/**
 * Writes down a first version, by the sender, the receiver or the operator.
 * @throws Problem 403 for others, 422 citing what the law refuses, 409 for a text that exists.
 */
export function draftAgreement(deps: Deps) {
  return async (actor: Actor, text: AgreementText, repeatable: Repeatable): Promise<Agreement> => {
    refuseOutsider(actor, text)
    return writeChange(deps, actor, repeatable, async (tx, at) => {
      const id = `agr_${deps.newId().replaceAll('-', '')}`
      const draft = await addDraft(tx, actor, { id, version: 1, text }, at)
      return {
        answer: await toAgreement(tx, draft),
        act: actOn('agreement-draft', actor, draft),
      }
    })
  }
}

/**
 * Adds a draft whose text respects what every text must.
 * @throws Problem 422 citing what the law refuses, 409 for a text that exists under any id.
 */
export async function addDraft(
  tx: Transaction,
  actor: Actor,
  { id, version, text }: Pick<AgreementVersion, 'id' | 'version' | 'text'>,
  at: Date,
) {
  demand(await getCase(tx, text), draftRules)
  const draft = { id, version, text, hash: hashOf(text), state: 'draft' } as const
  if (await isHashKnown(tx, draft.hash)) throw problems['agreement-text-known']()
  await insertDraft(tx, { ...draft, draftedBy: actor.agency }, at)
  return draft
}
