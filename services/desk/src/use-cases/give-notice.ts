import type { CaseNotice } from '@unefois/contracts'
import type { DeskDeps } from '../deps.ts'
import { problems } from '../errors.ts'
import { hasNotice } from '../notices.ts'
import { insertNotice } from '../repositories/contacts.ts'
import { type CaseAct, changeCase } from './change-case.ts'

/** The person was told of access, rectification and objection (CRPA L.114-8 II §2). */
export function giveNotice(deps: DeskDeps) {
  return (act: CaseAct, notice: CaseNotice) => {
    if (!hasNotice(notice)) throw problems['case-notice-unknown']()
    const move = { kind: 'notice', informedAt: new Date(notice.informedAt) } as const
    return changeCase(deps, act, move, {
      detail: { template: notice.template, language: notice.language },
      during: (transaction, now) =>
        insertNotice(transaction, {
          id: deps.newId(now),
          caseId: act.caseId,
          agent: act.by.agent,
          notice,
        }),
    })
  }
}
