import type { Transaction } from '@unefois/database'
import type { LabelledIndex } from '../consent-keys.ts'
import type { Language, Lodger } from './objections.ts'

/** A request for access as it lies here: nothing of it leads to a trace. */
export interface StoredAccessRequest {
  readonly id: string
  readonly requestedAt: Date
  readonly answerBy: Date
  readonly lapsesAt: Date
  readonly by: Lodger
  readonly authority: string | null
  readonly agency: string
  readonly agent: string | null
  readonly language: Language
}

/** Keeps a request until it is answered and its time is over. */
export async function insertAccessRequest(
  transaction: Transaction,
  row: StoredAccessRequest,
  subject: LabelledIndex,
): Promise<void> {
  await transaction`
    INSERT INTO consent.access_request (id, subject_index, index_key, requested_at, answer_by,
      lapses_at, requested_by, authority, agency, agent, language)
    VALUES (${row.id}, ${subject.index}, ${subject.label}, ${row.requestedAt}, ${row.answerBy},
      ${row.lapsesAt}, ${row.by}, ${row.authority}, ${row.agency}, ${row.agent}, ${row.language})`
}
