import type { Agreement, AgreementText } from '@unefois/contracts'
import { type Actor, actOn } from '../domain/act.ts'
import { refuseOutsider } from '../domain/agreement-access.ts'
import { problems } from '../errors.ts'
import { addDraft } from './draft-agreement.ts'
import { getVersions, toAgreement } from './find-agreement.ts'
import { type Deps, type Repeatable, writeChange } from './write-change.ts'

/**
 * Writes down another version: changing anything makes another hash, without opinion or signature.
 * The version in force stays so until this one is activated.
 * @throws Problem 404 for others, 409 when it has ended or the text exists, 422 as for a draft.
 */
export function draftVersion(deps: Deps) {
  return async (
    actor: Actor,
    id: string,
    text: AgreementText,
    repeatable: Repeatable,
  ): Promise<Agreement> =>
    writeChange(deps, actor, repeatable, async (tx, at) => {
      const { newest } = await getVersions(tx, actor, id)
      refuseOutsider(actor, newest.text)
      if (text.sender !== newest.text.sender || text.receiver !== newest.text.receiver) {
        throw problems['agreement-sides-changed']()
      }
      if (newest.state === 'ended') throw problems['agreement-state-refused']()
      const draft = await addDraft(tx, actor, { id, version: newest.version + 1, text }, at)
      return {
        answer: await toAgreement(tx, draft),
        act: actOn('agreement-revise', actor, draft),
      }
    })
}
