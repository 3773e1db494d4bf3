import type {
  ContactChannel,
  DetectionChannel,
  Language,
  NtuType,
  Trigger,
} from '@unefois/contracts'
import type { Database, Transaction } from '@unefois/database'
import type { CaseLife } from '../domain/case-life.ts'
import { fromRow, type Row } from './rows.ts'

/** One case as it is stored. What concerns the person is undefined once `erasedAt` is set. */
export interface StoredCase extends CaseLife {
  readonly id: string
  readonly version: number
  readonly joinedTo: string | undefined
  readonly sender: string
  readonly agreementHash: string
  readonly expiresOn: string
  readonly receivedAt: Date
  readonly receivedEvent: string
  readonly right: string | undefined
  readonly observedOn: string | undefined
  readonly territory: string | undefined
  readonly trigger: Trigger | undefined
  readonly detection: DetectionChannel | undefined
  readonly ntuType: NtuType | undefined
  readonly contactChannel: ContactChannel | undefined
  readonly language: Language | undefined
  readonly parent: string | undefined
  readonly kek: string | undefined
  readonly wrappedKey: Buffer | undefined
  readonly sealedSubject: Buffer | undefined
  readonly child: string | undefined
  readonly erasedAt: Date | undefined
  /** Past its last day and kept for a legal hold alone since then. */
  readonly preservedAt: Date | undefined
}

/** Every column a case is read with; days as ISO text. */
export function caseColumns(sql: Database | Transaction) {
  return sql`id, version, state, joined_to AS "joinedTo", sender,
    agreement_hash AS "agreementHash", accepted_at AS "acceptedAt", expires_on::text AS "expiresOn",
    received_at AS "receivedAt", received_event AS "receivedEvent", right_id AS "right",
    observed_on::text AS "observedOn", territory, trigger, detection, ntu_type AS "ntuType",
    contact_channel AS "contactChannel", language, parent, kek, wrapped_key AS "wrappedKey",
    sealed_subject AS "sealedSubject", adviser, taken_charge_at AS "takenChargeAt",
    reached_at AS "reachedAt", informed_at AS "informedAt", remind_on::text AS "remindOn",
    take_up_by::text AS "takeUpBy", accompany_by::text AS "accompanyBy", held_on::text AS "heldOn",
    hold_reason AS "holdReason", resume_on::text AS "resumeOn", ended_at AS "endedAt", outcomes,
    levels, decline_reason AS "declineReason", child, erased_at AS "erasedAt",
    closed_by AS "closedBy", confirmed_by AS "confirmedBy", restricted_at AS "restrictedAt",
    restriction_ground AS "restrictionGround", hub_restricted_at AS "hubRestrictedAt",
    hub_restriction_ground AS "hubRestrictionGround", proposed_at AS "proposedAt",
    proposed_by AS "proposedBy", proposed_outcomes AS "proposedOutcomes",
    proposed_levels AS "proposedLevels", preserved_at AS "preservedAt"`
}

/** One case, or undefined when the desk has none of this id. */
export async function findCase(sql: Transaction, id: string): Promise<StoredCase | undefined> {
  const [row] = await sql<Row<StoredCase>[]>`
    SELECT ${caseColumns(sql)} FROM desk.cases WHERE id = ${id}`
  return row && fromRow(row)
}

/** The same, locked until the transaction ends, so that two moves of one case take turns. */
export async function lockCase(sql: Transaction, id: string): Promise<StoredCase | undefined> {
  const [row] = await sql<Row<StoredCase>[]>`
    SELECT ${caseColumns(sql)} FROM desk.cases WHERE id = ${id} FOR NO KEY UPDATE`
  return row && fromRow(row)
}

/** The signals that share the lives of these live cases, locked in the order of their ids. */
export async function lockJoined(sql: Transaction, ids: readonly string[]): Promise<StoredCase[]> {
  if (ids.length === 0) return []
  const rows = await sql<Row<StoredCase>[]>`
    SELECT ${caseColumns(sql)} FROM desk.cases
    WHERE joined_to = ANY (${ids}::uuid[]) AND state = 'joined'
    ORDER BY id FOR NO KEY UPDATE`
  return rows.map(row => fromRow(row))
}

/**
 * These signals, locked together with everything that shares their lives: each live case before
 * what is joined to it, families in the order of their ids. Moves lock in that order too, so none
 * waits in a circle. What is answered is read after the wait: a family may have changed meanwhile.
 */
export async function lockFamilies(
  sql: Transaction,
  ids: readonly string[],
): Promise<StoredCase[]> {
  await sql`
    SELECT id FROM desk.cases
    WHERE COALESCE(joined_to, id) IN (
      SELECT COALESCE(joined_to, id) FROM desk.cases WHERE id = ANY (${ids}::uuid[]))
    ORDER BY COALESCE(joined_to, id), joined_to NULLS FIRST, id FOR NO KEY UPDATE`
  const rows = await sql<Row<StoredCase>[]>`
    SELECT ${caseColumns(sql)} FROM desk.cases WHERE id = ANY (${ids}::uuid[])
    ORDER BY id FOR NO KEY UPDATE`
  return rows.map(row => fromRow(row))
}

/** The oldest signals whose last day has passed and of which something is left. */
export async function findExpired(sql: Transaction, today: string, max: number): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    SELECT id FROM desk.cases
    WHERE erased_at IS NULL AND preserved_at IS NULL AND expires_on < ${today}
    ORDER BY expires_on, id LIMIT ${max}`
  return rows.map(row => row.id)
}

/** The agreements under which a case and the signals joined to it came. */
export async function listAgreements(sql: Transaction, id: string): Promise<string[]> {
  const rows = await sql<{ hash: string }[]>`
    SELECT DISTINCT agreement_hash AS hash FROM desk.cases
    WHERE id = ${id} OR joined_to = ${id} AND state = 'joined' ORDER BY hash LIMIT 1000`
  return rows.map(row => row.hash)
}

/** What a case's page says of the signals behind it, the first accepted first. */
export async function listSignals(
  sql: Transaction,
  id: string,
): Promise<{ id: string; sender: string; acceptedAt: Date }[]> {
  return sql<{ id: string; sender: string; acceptedAt: Date }[]>`
    SELECT id, sender, accepted_at AS "acceptedAt" FROM desk.cases
    WHERE id = ${id} OR (joined_to = ${id} AND erased_at IS NULL) ORDER BY accepted_at, id
    LIMIT 1000`
}
