import type { Agreement, AgreementOpinion } from '@unefois/contracts'
import { type Actor, actOn, authorOf } from '../domain/act.ts'
import { dayOf, isDay } from '../domain/day.ts'
import { refusal } from '../domain/refuse.ts'
import { problems } from '../errors.ts'
import { findOpinionAuthor, insertOpinion } from '../repositories/attachments.ts'
import { toAgreement } from './find-agreement.ts'
import { getDraftForSide } from './find-draft.ts'
import { type Deps, type Repeatable, writeChange } from './write-change.ts'

/**
 * A data protection officer's opinion on the newest draft, for the agency of the token. Officers
 * advise, controllers sign (GDPR art. 38(6)): an unfavourable opinion is shown and decides nothing.
 * @throws Problem 404 for another agency's officer, 409 for another hash or a second opinion.
 */
export function recordOpinion(deps: Deps) {
  return (
    actor: Actor,
    id: string,
    opinion: AgreementOpinion,
    repeatable: Repeatable,
  ): Promise<Agreement> =>
    writeChange(deps, actor, repeatable, async (tx, at) => {
      const draft = await getDraftForSide(tx, actor, id, opinion.hash)
      if (!isDay(opinion.on) || opinion.on > dayOf(at)) throw refusal('opinion-day-invalid', '/on')
      const { agency } = actor
      if ((await findOpinionAuthor(tx, draft.hash, agency)) !== undefined) {
        throw problems['opinion-exists']()
      }
      await insertOpinion(tx, opinion, { agency, by: authorOf(actor), at })
      const act = actOn('agreement-opinion', actor, draft)
      return {
        answer: await toAgreement(tx, draft),
        act: { ...act, detail: { ...act.detail, opinion: opinion.opinion } },
      }
    })
}
