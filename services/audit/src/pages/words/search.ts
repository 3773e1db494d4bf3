import { defineWords } from '@unefois/pages'

/** Searching acts, and the list of them. */
export const searchWords = defineWords({
  title: {
    fr: 'Rechercher des actes',
    nl: 'Handelingen zoeken',
    de: 'Handlungen suchen',
    en: 'Search acts',
  },
  byNumber: {
    fr: 'Par numéro, il faut un dossier ouvert et l’accord d’une seconde personne.',
    nl: 'Op nummer vraagt een open dossier en de toestemming van een tweede persoon.',
    de: 'Nach Nummer braucht es eine offene Akte und die Zustimmung einer zweiten Person.',
    en: 'By number, it takes an open file and a second person’s approval.',
  },
  agency: { fr: 'Organisme', nl: 'Instelling', de: 'Einrichtung', en: 'Agency' },
  agreement: { fr: 'Convention', nl: 'Overeenkomst', de: 'Vereinbarung', en: 'Agreement' },
  agent: { fr: 'Agent', nl: 'Medewerker', de: 'Bedienstete', en: 'Agent' },
  agentHint: {
    fr: 'L’identifiant opaque donné par l’organisme, par exemple agt_caf1301.',
    nl: 'De ondoorzichtige code die de instelling gaf, bijvoorbeeld agt_caf1301.',
    de: 'Die Kennung, die die Einrichtung vergibt, zum Beispiel agt_caf1301.',
    en: 'The opaque id that the agency gives, agt_caf1301 for example.',
  },
  from: { fr: 'Du', nl: 'Van', de: 'Vom', en: 'From' },
  until: { fr: 'Au', nl: 'Tot en met', de: 'Bis', en: 'Until' },
  looks: {
    fr: 'Consultations',
    nl: 'Raadplegingen',
    de: 'Einsichten',
    en: 'Looks',
  },
  withLooks: {
    fr: 'Avec ce que les délégués à la protection des données ont eux-mêmes consulté',
    nl: 'Met wat functionarissen voor gegevensbescherming zelf raadpleegden',
    de: 'Mit dem, was Datenschutzbeauftragte selbst eingesehen haben',
    en: 'With what data protection officers themselves looked at',
  },
  search: { fr: 'Rechercher', nl: 'Zoeken', de: 'Suchen', en: 'Search' },
  results: { fr: 'Actes trouvés', nl: 'Gevonden handelingen', de: 'Gefunden', en: 'Acts found' },
  none: {
    fr: 'Aucun acte de ce genre dans cette période.',
    nl: 'Geen handeling van die aard in deze periode.',
    de: 'Keine solche Handlung in diesem Zeitraum.',
    en: 'No such act in this time.',
  },
  when: { fr: 'Quand', nl: 'Wanneer', de: 'Wann', en: 'When' },
  who: { fr: 'Qui', nl: 'Wie', de: 'Wer', en: 'Who' },
  what: { fr: 'Quoi', nl: 'Wat', de: 'Was', en: 'What' },
  exchange: { fr: 'Échange', nl: 'Uitwisseling', de: 'Austausch', en: 'Exchange' },
  timeUnfit: {
    fr: 'La période va d’un jour à un jour plus tardif, un an plus loin au plus.',
    nl: 'De periode gaat van een dag tot een latere dag, hoogstens een jaar verder.',
    de: 'Der Zeitraum reicht von einem Tag bis zu einem späteren, höchstens ein Jahr weiter.',
    en: 'The time goes from a day to a later one, a year further at most.',
  },
  agentAlone: {
    fr: 'Choisissez l’organisme de cet agent.',
    nl: 'Kies de instelling van deze medewerker.',
    de: 'Wählen Sie die Einrichtung dieser Person.',
    en: 'Choose the agency of this agent.',
  },
  agentUnfit: {
    fr: 'Un agent s’écrit agt_ suivi de lettres et de chiffres.',
    nl: 'Een medewerker schrijft men agt_ met letters en cijfers erna.',
    de: 'Eine Person schreibt sich agt_ mit Buchstaben und Ziffern.',
    en: 'An agent is written agt_ with letters and digits after it.',
  },
})
