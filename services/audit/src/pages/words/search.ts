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
    fr: 'Une recherche par numéro demande un dossier ouvert et l’accord d’une seconde personne.',
    nl: 'Zoeken op nummer vraagt een open dossier en de goedkeuring van een tweede persoon.',
    de: 'Eine Suche nach Nummer braucht eine offene Akte und die Zustimmung einer zweiten Person.',
    en: 'By number, it takes an open file and a second person’s approval.',
  },
  agency: { fr: 'Organisme', nl: 'Instelling', de: 'Einrichtung', en: 'Agency' },
  agreement: { fr: 'Convention', nl: 'Overeenkomst', de: 'Vereinbarung', en: 'Agreement' },
  agent: { fr: 'Agent', nl: 'Medewerker', de: 'Bedienstete/r', en: 'Agent' },
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
  results: {
    fr: 'Actes trouvés',
    nl: 'Gevonden handelingen',
    de: 'Gefundene Handlungen',
    en: 'Acts found',
  },
  none: {
    fr: 'Aucun acte de ce genre dans cette période : élargissez-la, ou retirez un critère.',
    nl: 'Geen handelingen van die aard in deze periode: neem ze ruimer of laat een criterium weg.',
    de: 'Keine solche Handlung: wählen Sie einen längeren Zeitraum oder weniger Angaben.',
    en: 'No such act in this time: choose a longer one, or say less.',
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
    nl: 'De code van een medewerker is agt_ gevolgd door letters en cijfers.',
    de: 'Die Kennung beginnt mit agt_, dann Buchstaben und Ziffern.',
    en: 'An agent is written agt_ with letters and digits after it.',
  },
})
