import type { Database } from '@unefois/database'

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
