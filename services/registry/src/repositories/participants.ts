import type { Participant } from '@unefois/contracts'
import type { Database, Transaction } from '@unefois/database'

/** A participant by its id. */
export async function findParticipant(
  tx: Database | Transaction,
  id: string,
): Promise<Participant | undefined> {
  const [row] = await tx<{ record: Participant }[]>`
    SELECT record FROM registry.participant WHERE id = ${id}`
  return row?.record
}

/** Every participant, in the order of their ids. */
export async function listParticipants(sql: Database | Transaction): Promise<Participant[]> {
  const rows = await sql<{ record: Participant }[]>`
    SELECT record FROM registry.participant ORDER BY id`
  return rows.map(row => row.record)
}

/** Adds a participant; the caller has seen that the id is free. */
export async function insertParticipant(
  tx: Transaction,
  participant: Participant,
  at: Date,
): Promise<void> {
  await tx`
    INSERT INTO registry.participant (id, record, registered_at)
    VALUES (${participant.id}, ${JSON.stringify(participant)}::text::jsonb, ${at})`
}
