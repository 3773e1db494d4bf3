import type { Participant } from '@unefois/contracts'

/** The sample agencies. The Belgian mutuality is fictitious; so is everything they agree. */
export const sampleParticipants: readonly Participant[] = [
  french('caf-13', 'CAF des Bouches-du-Rhône', 'caf'),
  french('cpam-13', 'CPAM des Bouches-du-Rhône', 'cpam'),
  french('carsat-sud-est', 'Carsat Sud-Est', 'carsat'),
  french('mission-locale-marseille', 'Mission locale de Marseille', 'mission-locale'),
  belgian('cpas-forest', 'CPAS de Forest', 'cpas'),
  belgian('mutualite-horizon', 'Mutualité Horizon (FICTITIOUS)', 'mutualite'),
  belgian('onss', 'ONSS', 'onss'),
  belgian('onem', 'ONEM', 'onem'),
]

function french(id: string, name: string, type: Participant['type']): Participant {
  return { id, name, type, country: 'fr', publicServiceMission: true }
}

function belgian(id: string, name: string, type: Participant['type']): Participant {
  return { id, name, type, country: 'be', publicServiceMission: true }
}
