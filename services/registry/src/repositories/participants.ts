import type { Participant } from '@unefois/contracts'
import type { Database, Transaction } from '@unefois/database'

/** A participant, how often it was changed, and since when it is suspended, if it is. */
export interface Admission {
  readonly participant: Participant
  readonly version: number
  readonly suspendedAt: Date | null
}

/** A participant by its id. */
export async function findParticipant(
  tx: Database | Transaction,
  id: string,
): Promise<Participant | undefined> {
  return (await findAdmission(tx, id))?.participant
}

/** A participant by its id, with its version and whether it is suspended. */
export async function findAdmission(
  tx: Database | Transaction,
  id: string,
): Promise<Admission | undefined> {
  const [row] = await tx<Admission[]>`
    SELECT record AS participant, version, suspended_at AS "suspendedAt"
    FROM registry.participant WHERE id = ${id}`
  return row
}

/** Every participant, in the order of their ids. */
export async function listParticipants(sql: Database | Transaction): Promise<Participant[]> {
  const rows = await sql<{ record: Participant }[]>`
    SELECT record FROM registry.participant ORDER BY id`
  return rows.map(row => row.record)
}

/** Those of these participants that are suspended. */
export async function listSuspended(tx: Transaction, ids: readonly string[]): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    SELECT id FROM registry.participant
    WHERE id = ANY (${ids as string[]}::text[]) AND suspended_at IS NOT NULL`
  return rows.map(row => row.id)
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

/** Writes what is now true of a participant and whether it is suspended: its next version. */
export async function setAdmission(
  tx: Transaction,
  { participant, suspendedAt }: Omit<Admission, 'version'>,
): Promise<void> {
  await tx`
    UPDATE registry.participant
    SET record = ${JSON.stringify(participant)}::text::jsonb, suspended_at = ${suspendedAt},
      version = version + 1
    WHERE id = ${participant.id}`
}
