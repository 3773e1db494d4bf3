import type { Transaction } from '@unefois/database'

/** What was answered to a key, and to which body. */
export interface KeptAnswer {
  readonly fingerprint: Buffer
  readonly answer: unknown
}

/** The answer kept for an agency's key since `since`, if any. */
export async function findKeptAnswer(
  tx: Transaction,
  agency: string,
  key: string,
): Promise<KeptAnswer | undefined> {
  const [row] = await tx<KeptAnswer[]>`
    SELECT fingerprint, answer FROM registry.idempotency WHERE agency = ${agency} AND key = ${key}`
  return row
}

/** Forgets every answer kept from before `before`. */
export async function deleteKeptAnswers(tx: Transaction, before: Date): Promise<void> {
  await tx`DELETE FROM registry.idempotency WHERE kept_from < ${before}`
}

/** Keeps one answer; the caller holds the writers' row, so nobody else keeps the same key. */
export async function keepAnswer(
  tx: Transaction,
  row: { agency: string; key: string; at: Date } & KeptAnswer,
): Promise<void> {
  await tx`
    INSERT INTO registry.idempotency (agency, key, fingerprint, answer, kept_from)
    VALUES (${row.agency}, ${row.key}, ${row.fingerprint},
      ${JSON.stringify(row.answer)}::text::json, ${row.at})`
}
