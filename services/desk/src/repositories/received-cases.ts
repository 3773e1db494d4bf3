import type { DeliveredEnvelope } from '@unefois/contracts'
import { bytes, type Database, type Transaction } from '@unefois/database'
import type { SealedSubject } from '../desk-keys.ts'

/** A signal opened and ready to be stored as a case. */
export interface NewCase {
  readonly envelope: DeliveredEnvelope
  readonly subject: SealedSubject
  readonly joinedTo: string | undefined
  readonly takenChargeAt: Date | undefined
  readonly receivedEvent: string
  readonly remindOn: string
  readonly takeUpBy: string
}

/** What a redelivery needs of a case that is here already. */
export interface KnownCase {
  readonly id: string
  readonly receivedEvent: string
  readonly receivedAt: Date
}

/** The case that a signal about the same person and right joins. */
export interface LiveCase {
  readonly id: string
  readonly right: string
  readonly index: Buffer
  readonly takenChargeAt: Date | null
}

/**
 * Takes an advisory lock for each signal, in one order for everybody: a recall and its signal take
 * turns, so that the tombstone of the one is seen by the other's next statement.
 */
export async function lockSignals(sql: Transaction, ids: readonly string[]): Promise<void> {
  const sorted = [...new Set(ids)].sort()
  await sql`
    SELECT pg_advisory_xact_lock(hashtextextended(id, 7310010))
    FROM json_array_elements_text(${JSON.stringify(sorted)}::text::json) AS id`
}

/** Which of these signals are cases here already. */
export async function findKnown(
  sql: Database | Transaction,
  ids: readonly string[],
): Promise<KnownCase[]> {
  return sql<KnownCase[]>`
    SELECT id, received_event AS "receivedEvent", received_at AS "receivedAt" FROM desk.cases
    WHERE id = ANY (${ids}::uuid[])`
}

/** Which of these signals were recalled. */
export async function findTombstones(
  sql: Database | Transaction,
  ids: readonly string[],
): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    SELECT signal_id AS id FROM desk.tombstone WHERE signal_id = ANY (${ids}::uuid[])`
  return rows.map(row => row.id)
}

/** The live cases of these people, locked so that none of them ends meanwhile. */
export async function lockLiveCases(
  sql: Transaction,
  indexes: readonly Buffer[],
): Promise<LiveCase[]> {
  return sql<LiveCase[]>`
    SELECT id, right_id AS "right", subject_index AS index, taken_charge_at AS "takenChargeAt"
    FROM desk.cases
    WHERE subject_index = ANY (${bytes(sql, indexes)})
      AND state IN ('to-take-up', 'taken-charge', 'on-hold')
    ORDER BY id FOR NO KEY UPDATE`
}

/** Stores cases in one statement and one order: two processes never wait in a circle. */
export async function insertCases(
  sql: Transaction,
  cases: readonly NewCase[],
  receivedAt: Date,
): Promise<void> {
  const rows = cases.map(each => ({
    ...each.envelope,
    state: each.joinedTo === undefined ? 'to-take-up' : 'joined',
    joined: each.joinedTo,
    taken: each.takenChargeAt,
    event: each.receivedEvent,
    remind: each.remindOn,
    take: each.takeUpBy,
    kek: each.subject.kek,
    wrapped: each.subject.wrapped.toString('base64'),
    index: each.subject.index.toString('base64'),
    sealed: each.subject.sealed.toString('base64'),
  }))
  await sql`
    INSERT INTO desk.cases (id, state, joined_to, sender, agreement_hash, accepted_at, expires_on,
      received_at, received_event, right_id, observed_on, territory, trigger, detection, ntu_type,
      contact_channel, language, parent, kek, wrapped_key, subject_index, sealed_subject,
      taken_charge_at, remind_on, take_up_by)
    SELECT id, state, joined, sender, "agreementHash", "acceptedAt", "expiresOn", ${receivedAt},
      event, "right", "observedOn", territory, trigger, detection, "ntuType", "contactChannel",
      language, parent, kek, decode(wrapped, 'base64'), decode(index, 'base64'),
      decode(sealed, 'base64'), taken, remind, take
    FROM json_to_recordset(${JSON.stringify(rows)}::text::json) AS r(
      id uuid, state text, joined uuid, sender text, "agreementHash" text,
      "acceptedAt" timestamptz, "expiresOn" date, event uuid, "right" text, "observedOn" date,
      territory text, trigger text, detection text, "ntuType" text, "contactChannel" text,
      language text, parent uuid, kek text, wrapped text, index text, sealed text,
      taken timestamptz, remind date, take date)
    ORDER BY index, "right"`
}
