import type { PersonAgreementRecord } from '@unefois/contracts'
import type { ConsentDeps } from '../deps.ts'
import { problems } from '../errors.ts'
import { findRecorded } from '../repositories/person-agreements.ts'

/**
 * The record of an agreement with the fields of ISO/IEC TS 27560:2023 in terms of the Data Privacy
 * Vocabulary, for the agency that recorded it.
 * @throws Problem 404 for another's, and for one that was withdrawn.
 */
export function readPersonAgreement(deps: Pick<ConsentDeps, 'sql' | 'nowMs'>) {
  return async (wanted: { agency: string; id: string }): Promise<PersonAgreementRecord> => {
    const found = await findRecorded(deps.sql, wanted.id, wanted.agency)
    if (found === undefined) throw problems['person-agreement-unknown']()
    const isOver = found.validUntil.getTime() <= deps.nowMs()
    return {
      schemaVersion: 'urn:unefois:contracts:person-agreement-record.v1',
      recordId: found.id,
      dataSubject: 'dpv:DataSubject',
      ...(found.notice === null || found.noticeLanguage === null
        ? {}
        : { notice: { template: found.notice, language: found.noticeLanguage } }),
      purpose: 'inform-of-right',
      process: 'dpv:Disclose',
      personalData: ['pd:OfficialID'],
      rights: [...found.rights],
      parties: [
        { role: 'dpv:DataController', id: found.collector },
        ...found.recipients.map(id => ({ role: 'dpv:Recipient' as const, id })),
      ],
      dataSubjectRights: [
        'eu-gdpr:A7-3',
        'eu-gdpr:A15',
        'eu-gdpr:A16',
        'eu-gdpr:A17',
        'eu-gdpr:A21',
      ],
      consent: {
        type: 'dpv:ExpressedConsent',
        status: isOver ? 'dpv:ConsentExpired' : 'dpv:ConsentGiven',
        obtainedOn: found.obtainedOn,
        recordedAt: found.recordedAt.toISOString(),
        validUntil: found.validUntil.toISOString(),
        expressedBy: found.expressedBy,
        ...(found.authority === null ? {} : { authority: found.authority }),
        channel: found.channel,
        agent: found.agent,
      },
    }
  }
}
