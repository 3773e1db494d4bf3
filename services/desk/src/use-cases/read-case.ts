import type { CaseV2 } from '@unefois/contracts'
import { inTransaction } from '@unefois/database'
import { caseView } from '../case-view.ts'
import type { DeskDeps } from '../deps.ts'
import { dayOf } from '../domain/calendar.ts'
import { findCase, listSignals } from '../repositories/cases.ts'
import { listContacts, listNotices } from '../repositories/contacts.ts'
import { appendTraces } from '../repositories/traces.ts'
import { traceOf } from '../traces.ts'
import { type Adviser, refuseUnlessThere } from './change-case.ts'
import { openSubjectOf } from './open-subject.ts'

/**
 * One case with its identifier opened. The reading is itself an act: its trace commits before
 * anything is shown.
 */
export function readCase(deps: DeskDeps) {
  return async (caseId: string, by: Adviser): Promise<CaseV2> => {
    const now = deps.now()
    return inTransaction(deps.sql, { name: 'read-case' }, async transaction => {
      const stored = refuseUnlessThere(await findCase(transaction, caseId))
      const [signals, contacts, notices] = await Promise.all([
        listSignals(transaction, caseId),
        listContacts(transaction, caseId),
        listNotices(transaction, caseId),
      ])
      const { id: signalId, sender, agreementHash } = stored
      const operation = 'case-read' as const
      const act = { operation, at: now, signalId, sender, agreementHash }
      await appendTraces(transaction, [traceOf(deps, act, by)])
      const today = dayOf(deps.calendar.country, now)
      const subject = openSubjectOf(deps.keys, stored)
      return caseView({ stored, subject, signals, contacts, notices, today })
    })
  }
}
