import type { Database, Transaction } from '@unefois/database'
import { caseColumns, type StoredCase } from './cases.ts'
import { fromRow, type Row } from './rows.ts'

export const queues = [
  'to-take-up',
  'mine',
  'overdue',
  'overdue-notice',
  'on-hold',
  'restricted',
  'to-confirm',
  'closed',
] as const
export type Queue = (typeof queues)[number]

/**
 * One page of a queue in the order of the ids, which is that of acceptance at the hub. What has
 * been erased, or is kept for a legal hold alone, is in none: there is nothing to do with it.
 */
export async function readQueue(
  sql: Transaction,
  page: { queue: Queue; agent: string; today: string; after: string | undefined; limit: number },
): Promise<StoredCase[]> {
  const rows = await sql<Row<StoredCase>[]>`
    SELECT ${caseColumns(sql)} FROM desk.cases
    WHERE ${inQueue(sql, page)} AND erased_at IS NULL AND preserved_at IS NULL
      AND id > ${page.after ?? '00000000-0000-0000-0000-000000000000'}
    ORDER BY id LIMIT ${page.limit}`
  return rows.map(row => fromRow(row))
}

function inQueue(sql: Transaction, page: { queue: Queue; agent: string; today: string }) {
  switch (page.queue) {
    case 'mine':
      return sql`adviser = ${page.agent} AND state IN ('taken-charge', 'on-hold')`
    case 'overdue':
      return isOverdue(sql, page.today)
    case 'overdue-notice':
      return isNoticeOverdue(sql, page.today)
    case 'restricted':
      return sql`(restricted_at IS NOT NULL OR hub_restricted_at IS NOT NULL)`
    case 'to-confirm':
      return sql`proposed_at IS NOT NULL`
    case 'closed':
      return sql`state = 'closed' AND joined_to IS NULL`
    default:
      return sql`state = ${page.queue}`
  }
}

/** The same rule as `lateness` of domain/deadlines.ts, as a condition on rows. */
export function isOverdue(sql: Database | Transaction, today: string) {
  return sql`(state = 'to-take-up' AND take_up_by < ${today}
    OR state = 'taken-charge' AND accompany_by < ${today}
    OR state = 'on-hold' AND resume_on < ${today}
    OR ${isNoticeOverdue(sql, today)})`
}

/** The lateness `notice` alone. */
function isNoticeOverdue(sql: Database | Transaction, today: string) {
  return sql`(informed_at IS NULL AND state IN ('to-take-up', 'taken-charge', 'on-hold')
    AND (reached_at IS NOT NULL OR state = 'taken-charge' AND accompany_by < ${today}))`
}
