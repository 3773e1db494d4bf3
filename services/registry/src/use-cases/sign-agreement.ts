import type { Agreement, AgreementSignature } from '@unefois/contracts'
import type { Transaction } from '@unefois/database'
import { jcs } from '@unefois/sealing'
import { type Actor, actOn, authorOf } from '../domain/act.ts'
import { verifyEs256 } from '../domain/public-key.ts'
import { refusal } from '../domain/refuse.ts'
import { problems } from '../errors.ts'
import { findOpinionAuthor, insertSignature, listSignatures } from '../repositories/attachments.ts'
import { findKey } from '../repositories/participant-keys.ts'
import { toAgreement } from './find-agreement.ts'
import { getDraftForSide } from './find-draft.ts'
import { type Deps, type Repeatable, writeChange } from './write-change.ts'

/**
 * A legal representative's signature on the newest draft, for the agency of the token: ES256 over
 * the JCS bytes of the text, by an active `sign` key that the agency has registered.
 * @throws Problem 404 for another agency, 403 for who gave the opinion, 409 for another hash or a
 * second signature, 422 when it does not verify.
 */
export function signAgreement(deps: Deps) {
  return (
    actor: Actor,
    id: string,
    signature: AgreementSignature,
    repeatable: Repeatable,
  ): Promise<Agreement> =>
    writeChange(deps, actor, repeatable, async (tx, at) => {
      const draft = await getDraftForSide(tx, actor, id, signature.hash)
      const { agency } = actor
      const by = authorOf(actor)
      if ((await findOpinionAuthor(tx, draft.hash, agency)) === by) {
        throw problems['officer-cannot-sign']()
      }
      const given = await listSignatures(tx, draft.hash)
      if (given.some(each => each.participant === agency)) throw problems['signature-exists']()
      await verifySignature(tx, agency, jcs(draft.text), signature)
      await insertSignature(tx, signature, { agency, by, at })
      const act = actOn('agreement-sign', actor, draft)
      return {
        answer: await toAgreement(tx, draft),
        act: { ...act, detail: { ...act.detail, keyId: signature.keyId } },
      }
    })
}

async function verifySignature(
  tx: Transaction,
  agency: string,
  text: string,
  { keyId, signature }: AgreementSignature,
): Promise<void> {
  const key = await findKey(tx, keyId)
  if (key?.participant !== agency || key.use !== 'sign' || key.retiredAt !== null) {
    throw refusal('signature-key-unknown', '/keyId')
  }
  if (!verifyEs256(key.publicKey, text, Buffer.from(signature, 'base64url'))) {
    throw refusal('signature-invalid', '/signature')
  }
}
