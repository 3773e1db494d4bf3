import type { CaseEventV2 as CaseEvent } from '@unefois/contracts'
import type { Transaction } from '@unefois/database'

const oneSenderLock = 7_310_011

/**
 * Adds what the hub must be told, in this order. An event that waits already is not doubled, and
 * one that was told before is told again under its own id, which the hub recognises.
 */
export async function appendEvents(sql: Transaction, events: readonly CaseEvent[]): Promise<void> {
  if (events.length === 0) return
  await sql`
    INSERT INTO desk.outbox (event_id, event)
    SELECT (event ->> 'id')::uuid, event
    FROM json_array_elements(${JSON.stringify(events)}::text::json) WITH ORDINALITY AS e(event, n)
    ORDER BY n ON CONFLICT (event_id) DO NOTHING`
}

/** True when no other process of this desk is reporting; held until the transaction ends. */
export async function becomeReporter(sql: Transaction): Promise<boolean> {
  const [row] = await sql<{ mine: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(${oneSenderLock}) AS mine`
  return row?.mine === true
}

/** The oldest events not yet told. */
export async function readEvents(sql: Transaction, max: number): Promise<CaseEvent[]> {
  const rows = await sql<{ event: CaseEvent }[]>`
    SELECT event FROM desk.outbox ORDER BY seq LIMIT ${max}`
  return rows.map(row => row.event)
}

/** Forgets events that the hub has answered. */
export async function deleteEvents(sql: Transaction, ids: readonly string[]): Promise<void> {
  await sql`DELETE FROM desk.outbox WHERE event_id = ANY (${ids}::uuid[])`
}

/** Sets aside an event that the hub refuses for good, with the hub's code. */
export async function setAside(
  sql: Transaction,
  event: CaseEvent,
  code: string,
  at: Date,
): Promise<void> {
  await sql`
    INSERT INTO desk.refused_event (event_id, event, code, at)
    VALUES (${event.id}, ${JSON.stringify(event)}::text::jsonb, ${code}, ${at})
    ON CONFLICT DO NOTHING`
}
