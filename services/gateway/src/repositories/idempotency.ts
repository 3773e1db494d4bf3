import type { Database, Transaction } from '@unefois/database'

/** What a key answered the first time. */
export interface StoredAnswer {
  readonly agency: string
  readonly key: string
  readonly fingerprintDay: string
  readonly fingerprint: Buffer
  readonly signalId: string
  readonly acceptedAt: Date
}

/** Reads the answers of keys that another request won, in one statement. */
export async function findAnswers(
  sql: Database,
  keys: readonly { agency: string; key: string }[],
): Promise<StoredAnswer[]> {
  const agencies = [...new Set(keys.map(each => each.agency))]
  return sql.begin(async transaction => {
    await transaction`SELECT set_config('app.agencies', ${`{${agencies.join(',')}}`}, true)`
    return transaction<StoredAnswer[]>`
      SELECT agency, key, fingerprint_day::text AS "fingerprintDay", fingerprint,
        signal_id AS "signalId", accepted_at AS "acceptedAt"
      FROM exchange.idempotency
      WHERE agency = ANY (${agencies}) AND key = ANY (${keys.map(each => each.key)})`
  })
}

/** Deletes so many answers of days up to one, found by index. */
export async function deleteAnswers(
  transaction: Transaction,
  lastDay: string,
  limit: number,
): Promise<number> {
  const gone = await transaction`
    DELETE FROM exchange.idempotency WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM exchange.idempotency WHERE fingerprint_day <= ${lastDay}
      ORDER BY fingerprint_day LIMIT ${limit}))`
  return gone.count
}

/** Whether something is still compared under the key of a day: an answer, or a batch. */
export async function hasAnswersOf(sql: Database, day: string): Promise<boolean> {
  const [row] = await sql<{ found: boolean }[]>`
    SELECT EXISTS (SELECT FROM exchange.idempotency WHERE fingerprint_day = ${day})
      OR EXISTS (SELECT FROM exchange.batch WHERE fingerprint_day = ${day}) AS found`
  return row?.found ?? true
}
