import type { Transaction } from '@unefois/database'

/** Some of the rows that are left of erased cases accepted before an instant; answers their ids. */
export async function deleteRowsBefore(
  sql: Transaction,
  before: Date,
  max: number,
): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    DELETE FROM desk.cases WHERE id IN (
      SELECT id FROM desk.cases WHERE accepted_at < ${before} AND erased_at IS NOT NULL
      ORDER BY accepted_at, id LIMIT ${max} FOR UPDATE SKIP LOCKED)
    RETURNING id`
  return rows.map(row => row.id)
}

/**
 * Some recalls, then tombstones, and orders of restriction, from before an instant; answers the
 * signals' ids.
 */
export async function deleteRecallsBefore(
  sql: Transaction,
  before: Date,
  max: number,
): Promise<string[]> {
  const recalls = await sql<{ id: string }[]>`
    DELETE FROM desk.recall WHERE id IN (
      SELECT id FROM desk.recall WHERE at < ${before} ORDER BY at LIMIT ${max})
    RETURNING signal_id AS id`
  const tombstones = await sql<{ id: string }[]>`
    DELETE FROM desk.tombstone WHERE signal_id IN (
      SELECT signal_id FROM desk.tombstone AS t WHERE at < ${before}
        AND NOT EXISTS (SELECT FROM desk.recall AS r WHERE r.signal_id = t.signal_id)
      ORDER BY at LIMIT ${max})
    RETURNING signal_id AS id`
  const orders = await sql<{ id: string }[]>`
    DELETE FROM desk.restriction_order WHERE id IN (
      SELECT id FROM desk.restriction_order WHERE at < ${before} ORDER BY at LIMIT ${max})
    RETURNING signal_id AS id`
  return [...new Set([...recalls, ...tombstones, ...orders].map(row => row.id))]
}

/** Some of what could not be taken and of what the hub refused, from before an instant. */
export async function deleteFaultsBefore(
  sql: Transaction,
  before: Date,
  max: number,
): Promise<number> {
  const quarantined = await sql`
    DELETE FROM desk.quarantine WHERE id IN (
      SELECT id FROM desk.quarantine WHERE at < ${before} ORDER BY at LIMIT ${max})`
  const refused = await sql`
    DELETE FROM desk.refused_event WHERE event_id IN (
      SELECT event_id FROM desk.refused_event WHERE at < ${before} ORDER BY at LIMIT ${max})`
  return quarantined.count + refused.count
}

/** Some events that the hub was never told; an event's id begins with its instant (uuid v7). */
export async function deleteEventsBefore(
  sql: Transaction,
  before: Date,
  max: number,
): Promise<number> {
  const floor = `${before.getTime().toString(16).padStart(12, '0')}${'0'.repeat(20)}`
  const deleted = await sql`
    DELETE FROM desk.outbox WHERE event_id IN (
      SELECT event_id FROM desk.outbox WHERE event_id < ${floor}::uuid
      ORDER BY event_id LIMIT ${max})`
  return deleted.count
}
