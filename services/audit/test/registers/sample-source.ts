import { createHash } from 'node:crypto'
import type { RegisterSource } from '@unefois/contracts'
import { contactsOf, hubContacts, sampleAgreements, sampleParticipants } from '@unefois/local'
import { jcs } from '@unefois/sealing'
import type { Running } from '../../src/registers/dpia/assessment.ts'

export const at = new Date('2026-11-21T08:00:00.000Z')

/** What the sample hub's registry answers: every sample agency and agreement, with its contacts. */
export function sampleSource(): RegisterSource {
  const texts = sampleAgreements(at.getTime())
  const rights = [...new Set(texts.flatMap(text => text.rights))].sort()
  return {
    version: 7,
    hub: hubContacts,
    participants: sampleParticipants.map(participant => ({
      participant,
      contacts: contactsOf(participant),
    })),
    rights: rights.map(id => ({
      id,
      country: id.startsWith('fr') ? 'fr' : 'be',
      receiverType: 'cpam',
      routing: 'territory',
      labels: { fr: `droit ${id}`, nl: `recht ${id}`, de: `Anspruch ${id}`, en: `right ${id}` },
    })),
    agreements: texts.map((text, place) => ({
      id: `agr_${String(place).padStart(32, '0')}`,
      version: 1,
      hash: createHash('sha256').update(jcs(text)).digest('hex'),
      state: 'active',
      draftedAt: '2026-11-20T08:00:00.000Z',
      activatedAt: '2026-11-21T08:00:00.000Z',
      text,
      opinions: [text.sender, text.receiver].map(participant => ({
        participant,
        opinion: 'favourable' as const,
        on: '2026-11-20',
      })),
    })),
  }
}

export const running: Running = {
  unefois: '9.8.7',
  node: 'v24.0.1',
  postgres: '18.4',
  logSize: 512,
  witnesses: 3,
  quorum: 2,
  publishMinutes: 10,
  certificates: 41,
}
