import type { PersonAgreement } from '@unefois/contracts'
import type { Database, Transaction } from '@unefois/database'

export interface StoredAnswer {
  readonly id: string
  readonly validUntil: Date
  readonly day: string
  readonly fingerprint: Buffer
}

/** Claims an idempotency key; false when an earlier request has it. */
export async function winKey(
  transaction: Transaction,
  claim: {
    agency: string
    key: string
    day: string
    fingerprint: Buffer
    id: string
    validUntil: Date
  },
): Promise<boolean> {
  const rows = await transaction`
    INSERT INTO consent.idempotency (agency, key, fingerprint_day, fingerprint, agreement_id,
      valid_until)
    VALUES (${claim.agency}, ${claim.key}, ${claim.day}, ${claim.fingerprint}, ${claim.id},
      ${claim.validUntil})
    ON CONFLICT DO NOTHING RETURNING key`
  return rows.length === 1
}

/** What an idempotency key answered the first time. */
export async function findAnswer(
  sql: Database,
  agency: string,
  key: string,
): Promise<StoredAnswer | undefined> {
  const rows = await sql<StoredAnswer[]>`
    SELECT agreement_id AS id, valid_until AS "validUntil", fingerprint_day AS day, fingerprint
    FROM consent.idempotency WHERE agency = ${agency} AND key = ${key}`
  return rows[0]
}

/** Stores the agreement with its trace; the subject is a blind index. */
export async function insertAgreement(
  transaction: Transaction,
  record: {
    id: string
    validUntil: Date
    subjectIndex: Buffer
    indexKey: string
    collector: { agency: string; clientId: string }
    body: PersonAgreement
    recordedAt: Date
    traceId: string
  },
): Promise<void> {
  const { body, collector } = record
  await transaction`
    INSERT INTO consent.person_agreement (id, subject_index, index_key, collector, agent, channel,
      rights, recipients, obtained_on, recorded_at, valid_until)
    VALUES (${record.id}, ${record.subjectIndex}, ${record.indexKey}, ${collector.agency},
      ${body.agent}, ${body.channel}, ${body.rights}, ${body.recipients}, ${body.obtainedOn},
      ${record.recordedAt}, ${record.validUntil})`
  const trace = {
    id: record.traceId,
    at: record.recordedAt.toISOString(),
    actor: collector.clientId,
    agency: collector.agency,
    agent: body.agent,
    purpose: 'inform-of-right',
    operation: 'person-agreement-record',
    detail: { agreement: record.id, rights: body.rights, recipients: body.recipients },
  }
  await transaction`SELECT audit.append(${JSON.stringify([trace])}::text::json)`
}
