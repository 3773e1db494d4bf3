import type { CaseEventV2 as CaseEvent } from '@unefois/contracts'
import type { Transaction } from '@unefois/database'
import type { CaseProgress } from '../domain/case-progress.ts'

export interface KnownSignal {
  readonly id: string
  readonly sender: string
  readonly basis: string
  readonly purpose: string
  readonly agreementHash: string
  /** The country whose law it is; null once an outcome has erased the right. */
  readonly country: string | null
}

/**
 * Lets this transaction's statements be planned once a connection, by key. Planning them over all
 * partitions for each call took Postgres 4 ms, the work itself a tenth of that (measured); and a
 * plan made while a table is nearly empty must not read it whole for ever.
 */
export async function planOnce(transaction: Transaction): Promise<void> {
  await transaction`SELECT set_config('plan_cache_mode', 'force_generic_plan', true),
    set_config('enable_seqscan', 'off', true)`
}

/** Records the events not seen before; answers those, and the signals that are the receiver's. */
export async function insertEvents(
  transaction: Transaction,
  receiver: string,
  events: readonly CaseEvent[],
): Promise<{ known: Map<string, KnownSignal>; fresh: Set<string> }> {
  const ids = [...new Set(events.map(event => event.signalId))].sort()
  const known = await transaction<KnownSignal[]>`
    SELECT id, sender, basis, purpose, agreement_hash AS "agreementHash",
      left(right_id, 2) AS country
    FROM exchange.signal
    WHERE id = ANY (${ids}::uuid[]) AND receiver = ${receiver}
      AND id BETWEEN ${ids[0] ?? null}::uuid AND ${ids.at(-1) ?? null}::uuid`
  const byId = new Map(known.map(signal => [signal.id, signal]))
  const rows = events
    .filter(event => byId.has(event.signalId))
    .map(({ id, signalId, type, at }) => ({ id, receiver, signal: signalId, type, at }))
  const fresh = await transaction<{ id: string }[]>`
    INSERT INTO exchange.case_event (id, receiver, signal_id, type, at)
    SELECT e.id, e.receiver, e.signal, e.type, e.at
    FROM json_to_recordset(${JSON.stringify(rows)}::text::json)
      AS e(id uuid, receiver text, signal uuid, type text, at timestamptz)
    ORDER BY e.id ON CONFLICT DO NOTHING RETURNING id`
  return { known: byId, fresh: new Set(fresh.map(row => row.id)) }
}

/** The hub forgets what the desk has stored: key, index and sealed bytes, locked in id order. */
export async function forgetReceived(
  transaction: Transaction,
  receiver: string,
  ids: readonly string[],
): Promise<void> {
  const first = ids[0] ?? null
  const last = ids.at(-1) ?? null
  const keys = transaction`
    WITH locked AS MATERIALIZED (
      SELECT signal_id FROM exchange.data_key
      WHERE signal_id = ANY (${ids}::uuid[]) AND receiver = ${receiver}
        AND signal_id BETWEEN ${first}::uuid AND ${last}::uuid
      ORDER BY signal_id FOR UPDATE
    )
    DELETE FROM exchange.data_key AS k USING locked
    WHERE k.signal_id = locked.signal_id AND k.signal_id BETWEEN ${first}::uuid AND ${last}::uuid`
  const messages = transaction`
    DELETE FROM exchange.outbox WHERE signal_id = ANY (${ids}::uuid[]) AND receiver = ${receiver}
      AND signal_id BETWEEN ${first}::uuid AND ${last}::uuid`
  await Promise.all([keys, messages])
}

/** Moves signals forward; a late or repeated report never moves one back. */
export async function advanceSignals(
  transaction: Transaction,
  receiver: string,
  progress: readonly CaseProgress[],
): Promise<void> {
  await transaction`
    UPDATE exchange.signal AS s SET
      state = CASE WHEN exchange.is_forward(s.state, p.state) THEN p.state ELSE s.state END,
      state_at = CASE WHEN exchange.is_forward(s.state, p.state) THEN p."stateAt"
        ELSE s.state_at END,
      informed_at = coalesce(s.informed_at, p."informedAt"),
      outcomes = coalesce(p.outcomes, s.outcomes)
    FROM json_to_recordset(${JSON.stringify(progress)}::text::json) AS p("signalId" uuid,
      state text, "stateAt" timestamptz, "informedAt" timestamptz, outcomes text[])
    WHERE s.id = p."signalId" AND s.receiver = ${receiver}
      AND s.id BETWEEN ${progress[0]?.signalId ?? null}::uuid
        AND ${progress.at(-1)?.signalId ?? null}::uuid`
}

/** What an outcome erased of signals under one agreement and one country's law. */
export interface OutcomeErasure {
  readonly agreementHash: string
  readonly country: string
  readonly signalIds: readonly string[]
}

/** Makes closed signals forget right and campaign; answers those that had them still. */
export async function eraseByOutcome(
  transaction: Transaction,
  signalIds: readonly string[],
): Promise<OutcomeErasure[]> {
  return transaction<OutcomeErasure[]>`
    SELECT agreement_hash AS "agreementHash", country, signal_ids AS "signalIds"
    FROM exchange.erase_by_outcome(${signalIds}::uuid[])`
}

/**
 * Notes the receipts of recalls (the desk has erased, or will never store) and of what the desk was
 * told of a restriction.
 */
export async function receiptRecalls(
  transaction: Transaction,
  receiver: string,
  receipts: { ids: readonly string[]; at: Date },
): Promise<void> {
  if (receipts.ids.length === 0) return
  await transaction`
    UPDATE exchange.recall SET receipted_at = ${receipts.at}
    WHERE id = ANY (${receipts.ids}::uuid[]) AND receiver = ${receiver} AND receipted_at IS NULL`
}

/** Tells senders the classes that the person agreed they may learn. */
export async function tellSenders(
  transaction: Transaction,
  items: readonly { signalId: string; class: string; at: string }[],
): Promise<void> {
  if (items.length === 0) return
  await transaction`SELECT exchange.add_feedback(${JSON.stringify(items)}::text::jsonb)`
}
