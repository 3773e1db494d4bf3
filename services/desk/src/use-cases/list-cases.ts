import type { CaseListV2 } from '@unefois/contracts'
import { inTransaction } from '@unefois/database'
import { caseItem } from '../case-view.ts'
import type { DeskDeps } from '../deps.ts'
import { dayOf } from '../domain/calendar.ts'
import { type Queue, readQueue } from '../repositories/queues.ts'

/** A page of one queue, without identifiers, and the cursor of the next page when there is one. */
export function listCases(deps: DeskDeps) {
  return async (page: {
    queue: Queue
    agent: string
    after: string | undefined
    limit: number
  }): Promise<{ list: CaseListV2; next: string | undefined }> => {
    const today = dayOf(deps.calendar.country, deps.now())
    const rows = await inTransaction(deps.sql, { name: 'list-cases' }, transaction =>
      readQueue(transaction, { ...page, today, limit: page.limit + 1 }),
    )
    const shown = rows.slice(0, page.limit)
    const next = rows.length > page.limit ? shown.at(-1)?.id : undefined
    return { list: { items: shown.map(stored => caseItem(stored, today)) }, next }
  }
}
