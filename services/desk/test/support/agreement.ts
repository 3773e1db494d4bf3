import { createHash } from 'node:crypto'
import type { AgreementText } from '@unefois/contracts'
import { jcs } from '@unefois/sealing'

/** The agreement under which the test's signals come, unless a test says otherwise. */
export const agreementText: AgreementText = {
  fictitious: true,
  sender: 'mission-locale-marseille',
  receiver: 'cpam-13',
  rights: ['fr.cpam.c2s'],
  purpose: 'inform-of-right',
  basis: 'public-task',
  basisReference: 'FICTITIOUS: CRPA L.114-8 II',
  lawProfile: 'fr',
  objection: { applies: true },
  controllerRoles: { sender: 'controller', receiver: 'controller', hub: 'processor' },
  identifierBasis: {
    scheme: 'fr-nir',
    senderIndent: 'FICTITIOUS: décret 2019-341, art. 2',
    receiverIndent: 'FICTITIOUS: décret 2019-341, art. 2',
  },
  dpia: { reference: 'FICTITIOUS DPIA 2026-03', on: '2026-03-02' },
  noticeUrl: 'https://notices.example/c2s',
  optionalFields: {},
  feedback: { policy: 'figures', endedAfterDays: 90 },
  deadlines: { remindDays: 5, takeUpDays: 10, accompanyDays: 63 },
  quota: { perDay: 1_000 },
  contacts: { sender: 'exchanges@mission.example', receiver: 'exchanges@cpam-13.example' },
  validity: { from: '2026-01-01', to: '2027-12-31' },
}

/** The name of an agreement: SHA-256 of its JCS bytes. */
export function hashOf(text: AgreementText): string {
  return createHash('sha256').update(jcs(text)).digest('hex')
}

export const agreementHash = hashOf(agreementText)
