import type { CaseContactV2, CaseNotice } from '@unefois/contracts'
import type { Transaction } from '@unefois/database'
import { takeOrAnswer } from '../answer-once.ts'
import type { DeskDeps } from '../deps.ts'
import type { Move } from '../domain/case-life.ts'
import { isNotice } from '../domain/decide-move.ts'
import { problems } from '../errors.ts'
import { limits } from '../limits.ts'
import { hasNotice } from '../notices.ts'
import { countContacts, insertContact, insertNotice } from '../repositories/contacts.ts'
import { keepVersion } from '../repositories/idempotency.ts'
import { type Also, type CaseAct, changeCase } from './change-case.ts'

/**
 * Records one attempt to contact the person. One that leaves content carries the notice, so the
 * person is informed by it. The same key and body again are answered as before; nothing is doubled.
 */
export function recordContact(deps: DeskDeps) {
  return (act: CaseAct, contact: CaseContactV2, idempotencyKey: string) => {
    const { move, also } = contactToKeep(deps, contact)
    return changeCase(deps, act, move, {
      ...also(act),
      before: transaction => answeredBefore(deps, transaction, act, contact, idempotencyKey),
      after: (transaction, version) =>
        keepVersion(transaction, act.by.clientId, idempotencyKey, version),
    })
  }
}

/** An attempt, as a move and what it leaves. @throws Problem when the desk has no such notice. */
export function contactToKeep(
  deps: DeskDeps,
  contact: CaseContactV2,
): { move: Move; also: (act: CaseAct) => Also } {
  const { at, result, leavesContent } = contact
  const notice = noticeOf(contact)
  if (notice !== undefined && !hasNotice(notice)) throw problems['case-notice-unknown']()
  const detail = notice && { template: notice.template, language: notice.language }
  return {
    move: { kind: 'contact', at: new Date(at), result, leavesContent },
    also: ({ caseId, by: { agent } }) => ({
      during: async (transaction, now) => {
        if ((await countContacts(transaction, caseId)) >= limits.contactsPerCaseMax) {
          throw problems['case-contacts-full']()
        }
        await insertContact(transaction, { id: deps.newId(now), caseId, agent, contact })
        if (notice === undefined || !isNotice(contact)) return
        await insertNotice(transaction, { id: deps.newId(now), caseId, agent, notice })
      },
      ...(detail === undefined ? {} : { detail }),
    }),
  }
}

/** The notice that an attempt carried; the contract names one exactly where it left content. */
function noticeOf(contact: CaseContactV2): CaseNotice | undefined {
  const { at, channel, template, language, leavesContent } = contact
  if (!leavesContent) return undefined
  if (template === undefined || language === undefined) {
    throw new Error('the contract names the notice of what leaves content')
  }
  return { informedAt: at, channel, template, language }
}

async function answeredBefore(
  deps: DeskDeps,
  transaction: Transaction,
  act: CaseAct,
  contact: CaseContactV2,
  key: string,
): Promise<{ version: number } | undefined> {
  const { caseId, expectedVersion: version, by } = act
  const call = {
    clientId: by.clientId,
    key,
    content: { case: caseId, contact },
    about: { caseId, version },
  }
  const before = await takeOrAnswer(deps, transaction, call)
  return before && { version: before.version ?? version }
}
