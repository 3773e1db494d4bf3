import type { CaseNotice } from '@unefois/contracts'
import type { DeskDeps } from '../deps.ts'
import type { Move } from '../domain/case-life.ts'
import { problems } from '../errors.ts'
import { hasNotice } from '../notices.ts'
import { insertNotice } from '../repositories/contacts.ts'
import { type Also, type CaseAct, changeCase } from './change-case.ts'

/** The person was told of access, rectification and objection (CRPA L.114-8 II §2). */
export function giveNotice(deps: DeskDeps) {
  return (act: CaseAct, notice: CaseNotice) => {
    const { move, also } = noticeToKeep(deps, notice)
    return changeCase(deps, act, move, also(act))
  }
}

/** A notice given, as a move and what it leaves. @throws Problem when there is no such notice. */
export function noticeToKeep(
  deps: DeskDeps,
  notice: CaseNotice,
): { move: Move; also: (act: CaseAct) => Also } {
  if (!hasNotice(notice)) throw problems['case-notice-unknown']()
  return {
    move: { kind: 'notice', informedAt: new Date(notice.informedAt) },
    also: ({ caseId, by }) => ({
      detail: { template: notice.template, language: notice.language },
      during: (transaction, now) =>
        insertNotice(transaction, { id: deps.newId(now), caseId, agent: by.agent, notice }),
    }),
  }
}
