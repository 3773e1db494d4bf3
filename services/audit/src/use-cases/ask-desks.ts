import type { Transaction } from '@unefois/database'
import type { AuditDeps } from '../deps.ts'
import { concernedDesks } from '../domain/concerned-desks.ts'
import type { findIndexes } from '../find-person-events.ts'
import type { openPersonKeys } from '../person-keys.ts'
import { askPart } from '../repositories/access-parts.ts'
import type { FoundRequest } from '../repositories/access-requests.ts'
import { listCaseActs } from '../repositories/person-events.ts'
import { type Reader, traceReads } from '../trace-reads.ts'

/** Agencies are asked for what their desks hold; with the first part, once for all of them. */
export async function askDesks(
  deps: AuditDeps,
  transaction: Transaction,
  asking: {
    readonly caller: Reader
    readonly found: FoundRequest
    readonly person: Awaited<ReturnType<typeof findIndexes>>
    readonly request: string
    readonly subject: ReturnType<ReturnType<typeof openPersonKeys>['traceIndex']>
  },
): Promise<void> {
  const { caller, found, person, request, subject } = asking
  const at = new Date(deps.nowMs())
  const asked = concernedDesks(await listCaseActs(transaction, person.indexes))
  for (const [agency, signalIds] of asked) {
    const id = deps.newId(at.getTime())
    const { answerBy: dueAt, lapsesAt } = found
    const part = { id, request, agency, signalIds, at, dueAt, lapsesAt }
    if (!(await askPart(transaction, part))) continue
    const detail = { part: id, agency, dueAt: dueAt.toISOString() }
    await traceReads(deps, transaction, { caller, operation: 'access-part-ask', subject, detail })
  }
}
