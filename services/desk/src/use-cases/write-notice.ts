import { type Language, law, type NoticeText } from '@unefois/contracts'
import { inTransaction } from '@unefois/database'
import type { AgreementTerms } from '../agreements.ts'
import type { DeskDeps } from '../deps.ts'
import { dayOf } from '../domain/calendar.ts'
import { problems } from '../errors.ts'
import type { Hub } from '../hub.ts'
import { limits } from '../limits.ts'
import { fillNotice, findNotice, type NoticeFacts, nameOf, sentOn, titleOf } from '../notices.ts'
import { findCase, type StoredCase } from '../repositories/cases.ts'
import { appendTraces } from '../repositories/traces.ts'
import { traceOf } from '../traces.ts'
import { type Adviser, refuseUnlessThere } from './change-case.ts'

/** Which notice is asked for, of which case, by whom. */
export interface AskedNotice {
  readonly template: string
  readonly language: Language
  readonly caseId: string
  readonly by: Adviser
}

export interface WriteNoticeDeps extends DeskDeps {
  readonly hub: Pick<Hub, 'readSignal'>
}

/**
 * A notice written out for one case: access, rectification, objection or the provision that sets it
 * aside, where to write, and the agreement's published notice (CRPA L.114-8 II, GDPR art. 14). The
 * identifier is not opened, so that reading the first one leaves no trace of its own: giving it
 * does. The one of a signal sent on names the agency to which it went; nothing can be recorded of
 * that case any more, so its writing is traced.
 * @throws Problem when there is no such case or notice, or the agreement is not known.
 */
export function writeNotice(deps: WriteNoticeDeps) {
  return async (asked: AskedNotice): Promise<NoticeText> => {
    const { template, language, caseId } = asked
    const written = findNotice(template)?.texts.get(language)
    if (written === undefined) throw problems['case-notice-unknown']()
    const stored = await inTransaction(deps.sql, { name: 'read-for-notice' }, transaction =>
      findCase(transaction, caseId),
    )
    const isSentOn = nameOf(template) === sentOn
    const { agreementHash } = isSentOn ? refuseUnlessSentOn(stored) : refuseUnlessThere(stored)
    const terms = await getTerms(deps, agreementHash)
    const facts = isSentOn
      ? await factsOfSentOn(deps, refuseUnlessSentOn(stored), terms, asked)
      : factsOf(deps, refuseUnlessThere(stored), terms, language)
    const text = fillNotice(written, facts)
    const { noticeUrl } = terms.text
    return { template, language, title: titleOf(text), text, noticeUrl, agreementHash }
  }
}

type SentOn = StoredCase & { readonly child: string; readonly endedAt: Date }

/** @throws Problem */
function refuseUnlessSentOn(stored: StoredCase | undefined): SentOn {
  if (stored === undefined) throw problems['case-not-found']()
  const { child, endedAt } = stored
  if (child === undefined || endedAt === undefined) throw problems['case-not-sent-on']()
  return { ...stored, child, endedAt }
}

async function factsOfSentOn(
  deps: WriteNoticeDeps,
  stored: SentOn,
  terms: AgreementTerms,
  { template, language, by }: AskedNotice,
): Promise<NoticeFacts> {
  const sent = await deps.hub.readSignal(stored.child)
  if (!sent.ok) throw problems['case-hub-unavailable']({ retryAfterSec: limits.retryAfterSec })
  const { receiver } = sent.answer
  const { id: signalId, sender, agreementHash } = stored
  const operation = 'notice-write' as const
  const act = { operation, at: deps.now(), signalId, sender, agreementHash }
  await inTransaction(deps.sql, { name: 'write-notice' }, transaction =>
    appendTraces(transaction, [
      traceOf(deps, { ...act, detail: { template, language, to: receiver } }, by),
    ]),
  )
  const { country } = deps.calendar
  const shared = sharedFacts(stored, terms, language)
  return {
    ...shared,
    words: {
      ...shared.words,
      nextAgency: deps.agreements.nameAgency(receiver),
      toldOn: inWords(dayOf(country, stored.acceptedAt), language),
      sentOn: inWords(dayOf(country, stored.endedAt), language),
    },
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
  terms: AgreementTerms,
  language: Language,
): NoticeFacts {
  if (stored.right === undefined || stored.observedOn === undefined) {
    throw new Error('a case that is there holds its signal')
  }
  const shared = sharedFacts(stored, terms, language)
  return {
    ...shared,
    words: {
      ...shared.words,
      right: deps.agreements.nameRight(stored.right, language),
      observedOn: inWords(stored.observedOn, language),
    },
  }
}

/** What every notice tells under an agreement. */
function sharedFacts(
  stored: StoredCase,
  { text, senderName, receiverName }: AgreementTerms,
  language: Language,
): NoticeFacts {
  const legal = law[text.lawProfile]
  const setAside = 'setAside' in text.objection ? text.objection.setAside.provision : undefined
  return {
    words: {
      agency: receiverName,
      sender: senderName,
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
