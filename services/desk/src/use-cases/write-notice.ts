import { type Language, law, type NoticeText } from '@unefois/contracts'
import { inTransaction } from '@unefois/database'
import type { AgreementTerms } from '../agreements.ts'
import type { DeskDeps } from '../deps.ts'
import { problems } from '../errors.ts'
import { limits } from '../limits.ts'
import { fillNotice, findNotice, type NoticeFacts, titleOf } from '../notices.ts'
import { findCase, type StoredCase } from '../repositories/cases.ts'
import { refuseUnlessThere } from './change-case.ts'

/**
 * A notice written out for one case: access, rectification, objection or the provision that sets it
 * aside, where to write, and the agreement's published notice (CRPA L.114-8 II, GDPR art. 14). The
 * identifier is not opened, so that reading it leaves no trace of its own: giving it does.
 * @throws Problem when there is no such case or notice, or the agreement is not known.
 */
export function writeNotice(deps: DeskDeps) {
  return async (asked: {
    template: string
    language: Language
    caseId: string
  }): Promise<NoticeText> => {
    const { template, language, caseId } = asked
    const written = findNotice(template)?.texts.get(language)
    if (written === undefined) throw problems['case-notice-unknown']()
    const stored = await inTransaction(deps.sql, { name: 'write-notice' }, async transaction =>
      refuseUnlessThere(await findCase(transaction, caseId)),
    )
    const terms = await getTerms(deps, stored.agreementHash)
    const text = fillNotice(written, factsOf(deps, stored, terms, language))
    const { noticeUrl } = terms.text
    const { agreementHash } = stored
    return { template, language, title: titleOf(text), text, noticeUrl, agreementHash }
  }
}

/** @throws Problem 503 when the registry does not tell them. */
export async function getTerms(
  deps: Pick<DeskDeps, 'agreements'>,
  hash: string,
): Promise<AgreementTerms> {
  const terms = await deps.agreements.find(hash)
  if (terms !== undefined) return terms
  throw problems['case-agreement-unknown']({ retryAfterSec: limits.retryAfterSec })
}

function factsOf(
  deps: DeskDeps,
  stored: StoredCase,
  { text, senderName, receiverName }: AgreementTerms,
  language: Language,
): NoticeFacts {
  if (stored.right === undefined || stored.observedOn === undefined) {
    throw new Error('a case that is there holds its signal')
  }
  const legal = law[text.lawProfile]
  const setAside = 'setAside' in text.objection ? text.objection.setAside.provision : undefined
  return {
    words: {
      agency: receiverName,
      sender: senderName,
      right: deps.agreements.nameRight(stored.right, language),
      observedOn: inWords(stored.observedOn, language),
      keptUntil: inWords(stored.expiresOn, language),
      provision: text.basisReference,
      setAsideProvision: setAside ?? '',
      contact: text.contacts.receiver,
      noticeUrl: text.noticeUrl,
      traceMonths: String(legal.traceKeptMonths.value),
      objectionMonths: String(legal.objectionKeptMonthsDefault.value),
    },
    parts: [
      text.lawProfile,
      setAside === undefined ? 'objection' : 'setAside',
      ...(text.fictitious ? ['fictitious'] : []),
    ],
  }
}

function inWords(day: string, language: Language): string {
  const locale = language === 'en' ? 'en-GB' : language
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  return format.format(new Date(`${day}T00:00:00.000Z`))
}
