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
  agencyHint: {
    fr: 'Son nom, une partie qui ne soit que dans le sien, ou son identifiant.',
    nl: 'De naam, een deel dat alleen daarin staat, of de code.',
    de: 'Der Name, ein Teil, der nur darin vorkommt, oder die Kennung.',
    en: 'Its name, a part that only this one has, or its id.',
  },
  agencyUnfit: {
    fr: 'Aucun organisme ne s’appelle ainsi, ou plusieurs : donnez le nom entier.',
    nl: 'Geen instelling heet zo, of meerdere: geef de volledige naam.',
    de: 'Keine Einrichtung heißt so, oder mehrere: Geben Sie den ganzen Namen an.',
    en: 'No agency has this name, or several have: give the whole name.',
  },
  agreementHint: {
    fr: 'Son empreinte de 64 caractères : elle finit l’adresse de sa page sous « Volumes ».',
    nl: 'Haar vingerafdruk van 64 tekens: het einde van het adres van haar pagina bij “Volumes”.',
    de: 'Ihr Fingerabdruck von 64 Zeichen: das Ende der Adresse ihrer Seite unter „Mengen“.',
    en: 'Its fingerprint of 64 characters: the end of its page’s address under “Volumes”.',
  },
  agreementUnfit: {
    fr: 'Aucune convention de cette empreinte n’est ou ne fut en vigueur.',
    nl: 'Geen overeenkomst met deze vingerafdruk is of was van kracht.',
    de: 'Keine Vereinbarung mit diesem Fingerabdruck ist oder war in Kraft.',
    en: 'No agreement of this fingerprint is or was in force.',
  },
  agentUnfit: {
    fr: 'Un agent s’écrit agt_ suivi de lettres et de chiffres.',
    nl: 'Een medewerker schrijft men agt_ met letters en cijfers erna.',
    de: 'Eine Person schreibt sich agt_ mit Buchstaben und Ziffern.',
    en: 'An agent is written agt_ with letters and digits after it.',
  },
})
