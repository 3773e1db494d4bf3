import type { FeedbackList } from '@unefois/contracts'
import { type Database, inTransaction } from '@unefois/database'
import { limits } from '../limits.ts'

interface FeedbackRow {
  readonly position: string
  readonly signalId: string
  readonly class: FeedbackList['items'][number]['class']
  readonly at: Date
}

/**
 * What a sender may learn of signals that rest on the person's agreement, in the order it became
 * known, after a position of its own list. Ordered by the column itself: `position` alone would
 * mean the text that is answered, and 10 would come before 9.
 */
export function listFeedback(deps: { agencySql: Database }) {
  return async (
    sender: string,
    after: number,
  ): Promise<{ list: FeedbackList; next: string | undefined }> => {
    const scope = { name: 'list-feedback', agency: sender }
    const rows = await inTransaction(
      deps.agencySql,
      scope,
      transaction =>
        transaction<FeedbackRow[]>`
        SELECT position::text, signal_id AS "signalId", class, at FROM exchange.feedback
        WHERE sender = ${sender} AND position > ${after}
        ORDER BY feedback.position LIMIT ${limits.listItemsMax}`,
    )
    return {
      list: {
        items: rows.map(row => ({
          signalId: row.signalId,
          class: row.class,
          at: row.at.toISOString(),
        })),
      },
      next: rows.at(-1)?.position,
    }
  }
}
