import type { Competence, Right } from '@unefois/contracts'

/** The six rights of the sample catalogue, with the way each finds its receiver. */
export const sampleRights: readonly Right[] = [
  {
    id: 'fr.cpam.c2s',
    country: 'fr',
    receiverType: 'cpam',
    routing: 'territory',
    labels: {
      fr: 'Complémentaire santé solidaire',
      nl: 'Solidaire aanvullende ziekteverzekering (FR)',
      de: 'Solidarische Zusatzkrankenversicherung (FR)',
      en: 'Complementary health cover (FR)',
    },
  },
  {
    id: 'fr.caf.prime-activite',
    country: 'fr',
    receiverType: 'caf',
    routing: 'territory',
    labels: {
      fr: 'Prime d’activité',
      nl: 'Activiteitspremie (FR)',
      de: 'Tätigkeitsprämie (FR)',
      en: 'In-work benefit (FR)',
    },
  },
  {
    id: 'fr.carsat.aspa',
    country: 'fr',
    receiverType: 'carsat',
    routing: 'territory',
    labels: {
      fr: 'Allocation de solidarité aux personnes âgées',
      nl: 'Solidariteitsuitkering voor ouderen (FR)',
      de: 'Solidaritätszulage für ältere Menschen (FR)',
      en: 'Solidarity allowance for the elderly (FR)',
    },
  },
  {
    id: 'be.mutualite.intervention-majoree',
    country: 'be',
    receiverType: 'mutualite',
    routing: 'addressee',
    labels: {
      fr: 'Intervention majorée',
      nl: 'Verhoogde tegemoetkoming',
      de: 'Erhöhte Kostenerstattung',
      en: 'Increased reimbursement (BE)',
    },
  },
  {
    id: 'be.mutualite.affiliation',
    country: 'be',
    receiverType: 'mutualite',
    routing: 'addressee',
    labels: {
      fr: 'Affiliation à une mutualité',
      nl: 'Aansluiting bij een ziekenfonds',
      de: 'Mitgliedschaft in einer Krankenkasse',
      en: 'Joining a mutuality (BE)',
    },
  },
  {
    id: 'be.cpas.aide-sociale',
    country: 'be',
    receiverType: 'cpas',
    routing: 'territory',
    labels: {
      fr: 'Aide sociale du CPAS',
      nl: 'Maatschappelijke hulp van het OCMW',
      de: 'Sozialhilfe des ÖSHZ',
      en: 'Social assistance (BE)',
    },
  },
]

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
