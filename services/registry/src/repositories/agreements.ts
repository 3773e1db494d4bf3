import type { AgreementState, AgreementText } from '@unefois/contracts'
import type { Database, Transaction } from '@unefois/database'

/** One version of an agreement: its text never changes, its state does. */
export interface AgreementVersion {
  readonly id: string
  readonly version: number
  readonly hash: string
  readonly state: AgreementState
  readonly text: AgreementText
  /** Whose legal representative (or `hub`) suspended it. */
  readonly suspendedBy: string | null
}

/** A version that was in force once: what the snapshot and the public list show. */
export interface PublishedVersion extends AgreementVersion {
  readonly state: Exclude<AgreementState, 'draft'>
}

/** Every version of an agreement, the newest first; none when the id is unknown. */
export async function listVersions(
  sql: Database | Transaction,
  id: string,
): Promise<AgreementVersion[]> {
  return sql<AgreementVersion[]>`
    SELECT ${columns(sql)}, state FROM registry.agreement WHERE id = ${id} ORDER BY version DESC`
}

/**
 * Every version that is or was in force, the newest of each agreement first. One that is active
 * counts as suspended while either of its agencies is.
 */
export async function listPublished(sql: Database | Transaction): Promise<PublishedVersion[]> {
  return sql<PublishedVersion[]>`
    SELECT ${columns(sql)}, ${stateNow(sql)} AS state
    FROM registry.agreement
    WHERE activated_at IS NOT NULL ORDER BY id, version DESC`
}

/** A version that was in force once, with its days: what registers of processing show. */
export interface DatedVersion extends Omit<PublishedVersion, 'suspendedBy'> {
  readonly draftedAt: Date
  readonly activatedAt: Date
  readonly endedAt: Date | null
}

/** Every version that is or was in force, as `listPublished` orders and judges them. */
export async function listDated(sql: Database | Transaction): Promise<DatedVersion[]> {
  return sql<DatedVersion[]>`
    SELECT id, version, hash, text, ${stateNow(sql)} AS state, drafted_at AS "draftedAt",
      activated_at AS "activatedAt", ended_at AS "endedAt"
    FROM registry.agreement
    WHERE activated_at IS NOT NULL ORDER BY id, version DESC`
}

/** The active versions that a participant sends or receives under, even if it is suspended. */
export async function listActiveOf(
  tx: Transaction,
  participant: string,
): Promise<AgreementVersion[]> {
  return tx<AgreementVersion[]>`
    SELECT ${columns(tx)}, state FROM registry.agreement
    WHERE state = 'active' AND (sender = ${participant} OR receiver = ${participant})`
}

/** Whether this exact text exists already, under any id. */
export async function isHashKnown(tx: Transaction, hash: string): Promise<boolean> {
  const [row] = await tx`SELECT 1 FROM registry.agreement WHERE hash = ${hash}`
  return row !== undefined
}

/** Adds a draft. */
export async function insertDraft(
  tx: Transaction,
  draft: Pick<AgreementVersion, 'id' | 'version' | 'hash' | 'text'> & { draftedBy: string },
  at: Date,
): Promise<void> {
  const { id, version, hash, text, draftedBy } = draft
  await tx`
    INSERT INTO registry.agreement
      (id, version, hash, sender, receiver, text, state, drafted_by, drafted_at)
    VALUES (${id}, ${version}, ${hash}, ${text.sender}, ${text.receiver},
      ${JSON.stringify(text)}::text::jsonb, 'draft', ${draftedBy}, ${at})`
}

/** Brings one version into force. */
export async function setActivated(tx: Transaction, hash: string, at: Date): Promise<void> {
  await tx`
    UPDATE registry.agreement SET state = 'active', activated_at = ${at} WHERE hash = ${hash}`
}

/** Stops one version until it is resumed by the same agency. */
export async function setSuspended(tx: Transaction, hash: string, by: string): Promise<void> {
  await tx`
    UPDATE registry.agreement SET state = 'suspended', suspended_by = ${by} WHERE hash = ${hash}`
}

/** Lets a suspended version carry signals again. */
export async function setResumed(tx: Transaction, hash: string): Promise<void> {
  await tx`
    UPDATE registry.agreement SET state = 'active', suspended_by = NULL WHERE hash = ${hash}`
}

/** Ends one version for good. */
export async function setEnded(tx: Transaction, hash: string, at: Date): Promise<void> {
  await tx`
    UPDATE registry.agreement
    SET state = 'ended', suspended_by = NULL, ended_at = ${at} WHERE hash = ${hash}`
}

/** An active version does not carry signals while either of its agencies is suspended. */
function stateNow(sql: Database | Transaction) {
  return sql`
    CASE WHEN state = 'active' AND EXISTS (
      SELECT FROM registry.participant
      WHERE participant.id IN (sender, receiver) AND suspended_at IS NOT NULL
    ) THEN 'suspended' ELSE state END`
}

function columns(sql: Database | Transaction) {
  return sql`id, version, hash, text, suspended_by AS "suspendedBy"`
}
