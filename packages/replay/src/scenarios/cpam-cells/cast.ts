import type { Participant } from '@unefois/contracts'
import { agreementText } from '@unefois/local'
import type { Cast } from '../../scenario.ts'
import { cpam, detected, right } from './shares.ts'

/** Places that notice, beside the sample’s Carsat, whose social service is one of them. */
const participants: readonly Participant[] = [
  place('accueils-cpam', 'Accueils et services de la CPAM (FICTITIOUS)', 'cpam'),
  place('centre-examens-sante', 'Centre d’examens de santé (FICTITIOUS)', 'hospital'),
  place('france-services-marseille', 'France Services Marseille (FICTITIOUS)', 'france-services'),
  place('hopital-marseille', 'Hôpital de Marseille (FICTITIOUS)', 'hospital'),
]

/** Which channels each place may name. */
function channelsOf(sender: string) {
  return detected.filter(each => each.sender === sender).map(each => each.detection)
}

/** That somebody was noticed by a health service says something of their health (GDPR art. 9). */
const sensitive = {
  kind: 'health',
  basis: 'gdpr-9-2-a',
  provision: 'FICTITIOUS: the person’s explicit agreement, recorded before the signal',
} as const

/** Each place agrees with the CPAM: only with the person’s agreement. */
export const castCells: Cast = {
  participants,
  agreements: nowMs =>
    [...new Set(detected.map(each => each.sender))].map(sender => ({
      ...agreementText({
        sender,
        receiver: cpam,
        rights: [right],
        basis: 'with-agreement',
        optionalFields: { territory: ['fr-13'], detection: channelsOf(sender) },
        nowMs,
      }),
      sensitiveBasis: [sensitive],
    })),
}

function place(id: string, name: string, type: Participant['type']): Participant {
  return { id, name, type, country: 'fr', publicServiceMission: true }
}
