import type { Database, Transaction } from '@unefois/database'

export interface WaitingSignal {
  readonly id: string
  readonly signalId: string
  readonly receiver: string
  readonly message: Buffer
  /** A restriction ended: the receiver's stream may hold the message that was answered `gone`. */
  readonly resent?: boolean
}

/** A recall, or what tells of a restriction: `restricted`, with its ground, or `lifted`. */
export interface WaitingRecall {
  readonly id: string
  readonly signalId: string
  readonly receiver: string
  readonly reason: string
  readonly ground: string | null
  readonly createdAt: Date
}

/** Which of the waiting rows to take: as many of each receiver's, so that none holds up another. */
export interface Turn {
  readonly limit: number
  /** Receivers left out this time. */
  readonly without: readonly string[]
}

/** What a turn took. A receiver of which it took `share` may have more waiting. */
export interface Taken<Row> {
  readonly rows: readonly Row[]
  readonly share: number
}

/**
 * Signals that wait and whose id is older than `before`: younger ones are still in the hands of the
 * gateway that accepted them. Rows that another gateway's relay holds are passed over. Each
 * receiver with something waiting is found by one look at the index, its oldest by another.
 */
export async function takeWaitingSignals(
  transaction: Transaction,
  before: Date,
  { limit, without }: Turn,
): Promise<Taken<WaitingSignal>> {
  const receivers = await findWaiting(transaction, {
    rows: transaction`exchange.outbox AS w WHERE w.published_at IS NULL AND NOT w.void`,
    without,
  })
  const share = shareOf(limit, receivers.length)
  if (receivers.length === 0) return { rows: [], share }
  const rows = await transaction<WaitingSignal[]>`
    SELECT o.id, o.signal_id AS "signalId", o.receiver, o.message, o.resent
    FROM unnest(${receivers}::text[]) AS r(receiver) CROSS JOIN LATERAL (
      SELECT * FROM exchange.outbox AS w
      WHERE w.receiver = r.receiver AND w.published_at IS NULL AND NOT w.void
        AND w.signal_id < exchange.uuid_floor(${before})
      ORDER BY w.signal_id LIMIT ${share} FOR UPDATE SKIP LOCKED
    ) AS o`
  return { rows, share }
}

/** Recalls not yet published, under the same rule. */
export async function takeWaitingRecalls(
  transaction: Transaction,
  { limit, without }: Turn,
): Promise<Taken<WaitingRecall>> {
  const receivers = await findWaiting(transaction, {
    rows: transaction`exchange.recall AS w WHERE w.published_at IS NULL`,
    without,
  })
  const share = shareOf(limit, receivers.length)
  if (receivers.length === 0) return { rows: [], share }
  const rows = await transaction<WaitingRecall[]>`
    SELECT o.id, o.signal_id AS "signalId", o.receiver, o.reason, o.ground,
      o.created_at AS "createdAt"
    FROM unnest(${receivers}::text[]) AS r(receiver) CROSS JOIN LATERAL (
      SELECT * FROM exchange.recall AS w WHERE w.receiver = r.receiver AND w.published_at IS NULL
      ORDER BY w.id LIMIT ${share} FOR UPDATE SKIP LOCKED
    ) AS o`
  return { rows, share }
}

/** The receivers that have rows waiting, by one look at the index for each. */
async function findWaiting(
  transaction: Transaction,
  { rows, without }: { rows: ReturnType<Transaction>; without: readonly string[] },
): Promise<string[]> {
  await transaction`SELECT set_config('enable_seqscan', 'off', true)`
  const found = await transaction<{ receiver: string }[]>`
    WITH RECURSIVE waiting AS (
      (SELECT w.receiver FROM ${rows} ORDER BY w.receiver LIMIT 1)
      UNION ALL SELECT (SELECT w.receiver FROM ${rows} AND w.receiver > waiting.receiver
        ORDER BY w.receiver LIMIT 1)
      FROM waiting WHERE waiting.receiver IS NOT NULL
    )
    SELECT receiver FROM waiting WHERE receiver IS NOT NULL AND receiver <> ALL (${without})`
  return found.map(row => row.receiver)
}

function shareOf(limit: number, receivers: number): number {
  return Math.max(1, Math.floor(limit / Math.max(1, receivers)))
}

/**
 * Notes that the bus has these signals; `signalIds` come sorted. `first`: what was published is the
 * message of the accept, which says nothing of one that must be sent again.
 */
export async function markSignalsPublished(
  transaction: Transaction | Database,
  signalIds: readonly string[],
  { at, first }: { at: Date; first: boolean },
): Promise<void> {
  await transaction`
    UPDATE exchange.outbox SET published_at = ${at}
    WHERE signal_id = ANY (${signalIds}::uuid[]) AND NOT (resent AND ${first})
      AND signal_id BETWEEN ${signalIds[0] ?? null}::uuid AND ${signalIds.at(-1) ?? null}::uuid`
}

/** Notes that the bus has these recalls. */
export async function markRecallsPublished(
  transaction: Transaction,
  ids: readonly string[],
  at: Date,
): Promise<void> {
  await transaction`
    UPDATE exchange.recall SET published_at = ${at} WHERE id = ANY (${ids}::uuid[])`
}

/** The births of the streams as last seen, by receiver. */
export async function readStreamStates(sql: Database): Promise<Map<string, string>> {
  const rows = await sql<{ receiver: string; created: string }[]>`
    SELECT receiver, created FROM exchange.stream_state`
  return new Map(rows.map(row => [row.receiver, row.created]))
}

/**
 * A stream was born anew, so its messages are lost: everything not void whose data key still lives,
 * every recall not yet receipted, and every restriction that stands, waits again. One transaction
 * with the new birth, under a lock that lets one gateway do it.
 */
export async function waitAgain(
  sql: Database,
  receiver: string,
  created: string,
): Promise<boolean> {
  return sql.begin(async transaction => {
    const [row] = await transaction<{ created: string }[]>`
      INSERT INTO exchange.stream_state AS s (receiver, created) VALUES (${receiver}, ${created})
      ON CONFLICT (receiver) DO UPDATE SET created = excluded.created
        WHERE s.created <> excluded.created
      RETURNING created`
    if (row === undefined) return false
    await transaction`
      UPDATE exchange.outbox SET published_at = NULL
      WHERE receiver = ${receiver} AND published_at IS NOT NULL AND NOT void`
    await transaction`
      UPDATE exchange.recall AS r SET published_at = NULL
      WHERE r.receiver = ${receiver} AND (r.receipted_at IS NULL
        OR r.reason = 'restricted' AND NOT EXISTS (SELECT FROM exchange.recall AS l
          WHERE l.signal_id = r.signal_id AND l.reason = 'lifted'
            AND l.created_at >= r.created_at))`
    return true
  })
}
