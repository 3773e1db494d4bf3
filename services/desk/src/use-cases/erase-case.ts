import type { CaseErasureRequest } from '@unefois/contracts'
import { inTransaction, type Transaction } from '@unefois/database'
import type { AgreementTerms } from '../agreements.ts'
import { problems } from '../errors.ts'
import { listAgreements } from '../repositories/cases.ts'
import { appendTraces } from '../repositories/traces.ts'
import { traceOf } from '../traces.ts'
import { type CaseAct, changeCase, decide, getForChange } from './change-case.ts'
import { type CloseDeps, judgeClosing } from './close-case.ts'
import { getTerms } from './write-notice.ts'

/**
 * The person asks for erasure (GDPR art. 17). Unless an agreement behind the case says that the law
 * sets objection aside, the case closes with `objected` and what the desk holds of the person is
 * destroyed, with the notice and the second person that such a closing needs. A refusal is traced
 * like an act.
 * @throws Problem `case-erasure-refused`, with the provision.
 */
export function eraseCase(deps: CloseDeps) {
  return async (act: CaseAct, { requestedAt }: CaseErasureRequest) => {
    const move = { kind: 'erase', requestedAt: new Date(requestedAt) } as const
    const provision = await findProvision(deps, act.caseId)
    if (provision !== undefined) {
      await inTransaction(deps.sql, { name: 'refuse-erasure' }, transaction =>
        traceRefusal(deps, transaction, act, move),
      )
      const detail = `objection is set aside: ${provision}`
      throw problems['case-erasure-refused']({ pointers: [{ pointer: '', detail }] })
    }
    return changeCase(deps, act, move, { judge: judgeClosing(deps, ['objected']) })
  }
}

/** The provision that keeps one of the case's signals from being objected to, if any. */
async function findProvision(deps: CloseDeps, caseId: string): Promise<string | undefined> {
  const hashes = await inTransaction(deps.sql, { name: 'list-agreements' }, transaction =>
    listAgreements(transaction, caseId),
  )
  const terms: AgreementTerms[] = []
  for (const hash of hashes) terms.push(await getTerms(deps, hash))
  for (const { text } of terms) {
    if ('setAside' in text.objection) return text.objection.setAside.provision
  }
  return undefined
}

/** Refused only where it could have been done: who may not act on the case learns nothing of it. */
async function traceRefusal(
  deps: CloseDeps,
  transaction: Transaction,
  act: CaseAct,
  move: { readonly kind: 'erase'; readonly requestedAt: Date },
): Promise<void> {
  const now = deps.now()
  const stored = await getForChange(transaction, act)
  decide(deps, stored, move, act.by, { now, needsSecondPerson: false })
  const { id: signalId, sender, agreementHash } = stored
  const detail = { requestedAt: move.requestedAt.toISOString() }
  const operation = 'case-refuse-erasure' as const
  const refusal = { operation, at: now, signalId, sender, agreementHash, detail }
  await appendTraces(transaction, [traceOf(deps, refusal, act.by)])
}
