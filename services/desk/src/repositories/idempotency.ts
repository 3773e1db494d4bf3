import type { Transaction } from '@unefois/database'

/** What a key answered: of one case the version that the act gave it, otherwise all of it. */
export interface StoredAnswer {
  readonly fingerprintDay: string
  readonly fingerprint: Buffer
  readonly caseId: string | null
  readonly version: number | null
  readonly answer: unknown
}

/** Takes a key for an act under way. False when it was used before; waits for one under way. */
export async function takeKey(
  sql: Transaction,
  row: { client: string; key: string; at: Date } & StoredAnswer,
): Promise<boolean> {
  const taken = await sql`
    INSERT INTO desk.idempotency (client, key, fingerprint_day, fingerprint, case_id, version, at)
    VALUES (${row.client}, ${row.key}, ${row.fingerprintDay}, ${row.fingerprint}, ${row.caseId},
      ${row.version}, ${row.at})
    ON CONFLICT DO NOTHING`
  return taken.count === 1
}

/** What a key that was used before answered. */
export async function getAnswer(
  sql: Transaction,
  client: string,
  key: string,
): Promise<StoredAnswer> {
  const [row] = await sql<StoredAnswer[]>`
    SELECT fingerprint_day::text AS "fingerprintDay", fingerprint, case_id AS "caseId", version,
      answer
    FROM desk.idempotency WHERE client = ${client} AND key = ${key}`
  if (row === undefined) throw new Error('a key that conflicts has an answer')
  return row
}

/** Keeps the version that the act gave the case. */
export async function keepVersion(
  sql: Transaction,
  client: string,
  key: string,
  version: number,
): Promise<void> {
  await sql`
    UPDATE desk.idempotency SET version = ${version} WHERE client = ${client} AND key = ${key}`
}

/** Keeps what a call answered that is not about one case. */
export async function keepAnswer(
  sql: Transaction,
  client: string,
  key: string,
  answer: unknown,
): Promise<void> {
  await sql`
    UPDATE desk.idempotency SET answer = ${JSON.stringify(answer)}::text::json
    WHERE client = ${client} AND key = ${key}`
}

/** Forgets some keys older than an instant; answers how many. */
export async function deleteKeysBefore(sql: Transaction, at: Date, max: number): Promise<number> {
  const deleted = await sql`
    DELETE FROM desk.idempotency WHERE (client, key) IN (
      SELECT client, key FROM desk.idempotency WHERE at < ${at} ORDER BY at LIMIT ${max})`
  return deleted.count
}
