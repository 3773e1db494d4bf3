import { type Database, sqlState, type Transaction } from '@unefois/database'
import { problems } from '../errors.ts'
import { limits } from '../limits.ts'

/** What a key was used for, and what it answered. */
export interface StoredAnswer<Answer> {
  readonly call: string
  readonly day: string
  readonly fingerprint: Buffer
  readonly answer: Answer
}

const lockTimeout = '55P03'

/**
 * Claims an idempotency key; false when an earlier request has it. Waits for an earlier one that is
 * still under way. @throws Problem 409 with Retry-After when that takes too long.
 */
export async function claimKey(
  transaction: Transaction,
  claim: { agency: string; key: string; call: string; day: string; fingerprint: Buffer },
): Promise<boolean> {
  try {
    const rows = await transaction`
      INSERT INTO consent.idempotency (agency, key, call, fingerprint_day, fingerprint)
      VALUES (${claim.agency}, ${claim.key}, ${claim.call}, ${claim.day}, ${claim.fingerprint})
      ON CONFLICT DO NOTHING RETURNING key`
    return rows.length === 1
  } catch (error) {
    if (sqlState(error) !== lockTimeout) throw error
    throw problems['idempotency-in-progress']({ retryAfterSec: limits.retryAfterSec })
  }
}

/** Keeps what the act answered, in the act's own transaction. */
export async function keepAnswer(
  transaction: Transaction,
  kept: { agency: string; key: string; answer: object },
): Promise<void> {
  await transaction`
    UPDATE consent.idempotency SET answer = ${JSON.stringify(kept.answer)}::text::json
    WHERE agency = ${kept.agency} AND key = ${kept.key}`
}

/** What an idempotency key answered the first time. */
export async function findAnswer<Answer>(
  sql: Database,
  agency: string,
  key: string,
): Promise<StoredAnswer<Answer> | undefined> {
  const rows = await sql<StoredAnswer<Answer>[]>`
    SELECT call, fingerprint_day AS day, fingerprint, answer
    FROM consent.idempotency WHERE agency = ${agency} AND key = ${key}`
  return rows[0]
}
