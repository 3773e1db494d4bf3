import { timingSafeEqual } from 'node:crypto'
import {
  type Database,
  inTransaction,
  isUnavailable,
  sqlState,
  type Transaction,
} from '@unefois/database'
import type { Problem, ProblemDetails } from '@unefois/errors'
import { fingerprint, jcs, type StoredKey } from '@unefois/sealing'

/** One act under an idempotency key. `id` of its answer is what a reused key is told. */
export interface OneAct<Answer extends { readonly id: string }> {
  /** `objection-lodge`: the same key on another call is another act. */
  readonly call: string
  readonly agency: string
  readonly key: string
  readonly body: object
  work(transaction: Transaction): Promise<Answer>
}

/** What acts are done with: the table `idempotency` of a schema, and a key for each day. */
export interface OnceParts {
  readonly sql: Database
  readonly schema: string
  /** Today's, made where there is none. */
  readonly keyOfToday: () => Pick<StoredKey, 'key' | 'label'>
  /** That of an earlier day, by its label. */
  readonly findKey: (day: string) => Pick<StoredKey, 'key'> | undefined
  /** The refusals as the service's own catalogue has them. */
  readonly problems: Readonly<
    Record<
      'idempotency-key-reused' | 'idempotency-in-progress' | 'temporarily-unavailable',
      (details?: ProblemDetails) => Problem
    >
  >
  readonly retryAfterSec: number
}

/** What an act answered, and whether this call was the first that asked for it. */
export interface Done<Answer> {
  readonly answer: Answer
  readonly isFirst: boolean
}

interface StoredAnswer<Answer> {
  readonly call: string
  readonly day: string
  readonly fingerprint: Buffer
  readonly answer: Answer
}

const lockTimeout = '55P03'

/**
 * Does an act and keeps its answer in one transaction: a crash leaves both or neither, and the same
 * key is answered the same again. Of the body only a fingerprint under the day's key is kept.
 * @throws what `work` throws, Problem 409 for a key used otherwise or still in use, and Problem 503
 *   when nothing was stored.
 */
export async function actOnce<Answer extends { readonly id: string }>(
  parts: OnceParts,
  act: OneAct<Answer>,
): Promise<Done<Answer>> {
  try {
    const first = await firstTime(parts, act)
    if (first !== undefined) return { answer: first, isFirst: true }
    return { answer: await storedAnswer(parts, act), isFirst: false }
  } catch (error) {
    if (!isUnavailable(error)) throw error
    throw parts.problems['temporarily-unavailable']({ retryAfterSec: parts.retryAfterSec })
  }
}

async function firstTime<Answer extends { readonly id: string }>(
  parts: OnceParts,
  act: OneAct<Answer>,
): Promise<Answer | undefined> {
  const { key, label } = parts.keyOfToday()
  return inTransaction(parts.sql, { name: act.call }, async transaction => {
    const claim = { day: label, fingerprint: fingerprint(key, jcs(act.body)) }
    if (!(await claimKey(transaction, parts, { ...act, ...claim }))) return undefined
    const answer = await act.work(transaction)
    await transaction`
      UPDATE ${transaction(parts.schema)}.idempotency
      SET answer = ${JSON.stringify(answer)}::text::json
      WHERE agency = ${act.agency} AND key = ${act.key}`
    return answer
  })
}

/** False when an earlier request has the key; waits for one that is still under way. */
async function claimKey(
  transaction: Transaction,
  { schema, problems, retryAfterSec }: OnceParts,
  claim: { agency: string; key: string; call: string; day: string; fingerprint: Buffer },
): Promise<boolean> {
  try {
    const rows = await transaction`
      INSERT INTO ${transaction(schema)}.idempotency
        (agency, key, call, fingerprint_day, fingerprint)
      VALUES (${claim.agency}, ${claim.key}, ${claim.call}, ${claim.day}, ${claim.fingerprint})
      ON CONFLICT DO NOTHING RETURNING key`
    return rows.length === 1
  } catch (error) {
    if (sqlState(error) !== lockTimeout) throw error
    throw problems['idempotency-in-progress']({ retryAfterSec })
  }
}

async function storedAnswer<Answer extends { readonly id: string }>(
  { sql, schema, findKey, problems, retryAfterSec }: OnceParts,
  { call, agency, key, body }: OneAct<Answer>,
): Promise<Answer> {
  const [stored] = await sql<StoredAnswer<Answer>[]>`
    SELECT call, fingerprint_day AS day, fingerprint, answer
    FROM ${sql(schema)}.idempotency WHERE agency = ${agency} AND key = ${key}`
  if (stored === undefined) throw problems['idempotency-in-progress']({ retryAfterSec })
  const dayKey = findKey(stored.day)
  const isSame =
    stored.call === call &&
    dayKey !== undefined &&
    timingSafeEqual(fingerprint(dayKey.key, jcs(body)), stored.fingerprint)
  if (isSame) return stored.answer
  throw problems['idempotency-key-reused']({ extra: { original: stored.answer.id } })
}
