import type { Competence } from '@unefois/contracts'

/** Who is competent where, from the first day on. */
export const sampleCompetence: readonly Omit<Competence, 'from'>[] = [
  competence('fr.cpam.c2s', 'fr-13', 'cpam-13'),
  competence('fr.caf.prime-activite', 'fr-13', 'caf-13'),
  competence('fr.carsat.aspa', 'fr-13', 'carsat-sud-est'),
  competence('be.cpas.aide-sociale', 'be-21007', 'cpas-forest'),
]

function competence(right: string, territory: string, participant: string) {
  return { right, territory, participant, source: 'FICTITIOUS sample table' }
}
