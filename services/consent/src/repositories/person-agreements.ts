import type { PersonAgreementV2 } from '@unefois/contracts'
import { bytes, type Database, type Transaction } from '@unefois/database'
import type { GivenAgreement } from '../domain/objection-scope.ts'

/** A recorded agreement as it lies here, without the person. */
export interface StoredAgreement extends GivenAgreement {
  readonly agent: string
  readonly obtainedOn: string
  readonly validUntil: Date
  readonly channel: PersonAgreementV2['channel']
  readonly notice: string | null
  readonly noticeLanguage: 'fr' | 'nl' | 'de' | 'en' | null
  readonly expressedBy: 'person' | 'legal-representative'
  readonly authority: NonNullable<PersonAgreementV2['authority']> | null
}

/** Stores the agreement; the subject is a blind index. */
export async function insertAgreement(
  transaction: Transaction,
  record: {
    id: string
    validUntil: Date
    subjectIndex: Buffer
    indexKey: string
    collector: string
    body: PersonAgreementV2
    recordedAt: Date
  },
): Promise<void> {
  const { body } = record
  await transaction`
    INSERT INTO consent.person_agreement (id, subject_index, index_key, collector, agent, channel,
      rights, recipients, obtained_on, recorded_at, valid_until, notice, notice_language,
      expressed_by, authority)
    VALUES (${record.id}, ${record.subjectIndex}, ${record.indexKey}, ${record.collector},
      ${body.agent}, ${body.channel}, ${body.rights}, ${body.recipients}, ${body.obtainedOn},
      ${record.recordedAt}, ${record.validUntil}, ${body.notice?.template ?? null},
      ${body.notice?.language ?? null}, ${body.expressedBy ?? 'person'}, ${body.authority ?? null})`
}

/** One that this agency recorded, whoever it is of. */
export async function findRecorded(
  sql: Database,
  id: string,
  collector: string,
): Promise<StoredAgreement | undefined> {
  const rows = await sql<StoredAgreement[]>`
    SELECT ${columns(sql)} FROM consent.person_agreement
    WHERE id = ${id} AND collector = ${collector} LIMIT 1`
  return rows[0]
}

/** What a person has agreed to and is still in force, by any of their indexes. */
export async function listAgreements(
  transaction: Transaction,
  indexes: readonly Buffer[],
  at: Date,
): Promise<readonly StoredAgreement[]> {
  return transaction<StoredAgreement[]>`
    SELECT DISTINCT ON (id) ${columns(transaction)} FROM consent.person_agreement
    WHERE subject_index = ANY (${bytes(transaction, indexes)}) AND valid_until > ${at}
    ORDER BY id`
}

/** Deletes one under every number of the person: it is kept until it is withdrawn. */
export async function deleteAgreement(transaction: Transaction, id: string): Promise<void> {
  await transaction`DELETE FROM consent.person_agreement WHERE id = ${id}`
}

/** Copies what was agreed under a former number to the current one, once. */
export async function copyAgreements(
  transaction: Transaction,
  from: readonly Buffer[],
  to: { index: Buffer; label: string; at: Date },
): Promise<void> {
  await transaction`
    INSERT INTO consent.person_agreement (id, subject_index, index_key, collector, agent, channel,
      rights, recipients, obtained_on, recorded_at, valid_until, notice, notice_language,
      expressed_by, authority)
    SELECT id, ${to.index}, ${to.label}, collector, agent, channel, rights, recipients, obtained_on,
      recorded_at, valid_until, notice, notice_language, expressed_by, authority
    FROM consent.person_agreement
    WHERE subject_index = ANY (${bytes(transaction, from)}) AND valid_until > ${to.at}
    ON CONFLICT DO NOTHING`
}

function columns(sql: Database | Transaction) {
  return sql`id, collector, agent, channel, rights, recipients, recorded_at AS "recordedAt",
    to_char(obtained_on, 'YYYY-MM-DD') AS "obtainedOn", valid_until AS "validUntil", notice,
    notice_language AS "noticeLanguage", expressed_by AS "expressedBy", authority`
}
