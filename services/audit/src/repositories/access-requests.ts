import { bytes, type Transaction } from '@unefois/database'

/** A request for access as consent recorded it. */
export interface FoundRequest {
  readonly requestedAt: Date
  readonly answerBy: Date
  readonly lapsesAt: Date
  readonly by: 'person' | 'adviser' | 'legal-representative'
  readonly answeredAt: Date | null
}

/** The request of this id, when one of these indexes is its number's and it has not lapsed. */
export async function findAccessRequest(
  transaction: Transaction,
  wanted: { id: string; indexes: readonly Buffer[]; at: Date },
): Promise<FoundRequest | undefined> {
  const rows = await transaction<FoundRequest[]>`
    SELECT requested_at AS "requestedAt", answer_by AS "answerBy", lapses_at AS "lapsesAt",
      requested_by AS "by", answered_at AS "answeredAt"
    FROM consent.find_access_request(${wanted.id}, ${bytes(transaction, wanted.indexes)},
      ${wanted.at})`
  return rows[0]
}

/** The request is answered, from the first answer on. */
export async function noteAnswered(transaction: Transaction, id: string, at: Date): Promise<void> {
  await transaction`SELECT consent.answer_access_request(${id}, ${at})`
}
