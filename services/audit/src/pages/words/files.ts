import { defineWords } from '@unefois/pages'

/** Files, and searches by number in them. */
export const fileWords = defineWords({
  title: { fr: 'Dossiers', nl: 'Dossiers', de: 'Akten', en: 'Files' },
  about: {
    fr: 'Un dossier dit pourquoi on cherche une personne, avant toute recherche par numéro.',
    nl: 'Een dossier zegt waarom een persoon wordt opgezocht, vóór er op nummer wordt gezocht.',
    de: 'Eine Akte nennt den Grund, bevor nach der Nummer einer Person gesucht wird.',
    en: 'A file says why somebody is looked for, before any search by number.',
  },
  open: { fr: 'Ouvrir un dossier', nl: 'Dossier openen', de: 'Akte eröffnen', en: 'Open a file' },
  one: {
    fr: 'Dossier {reference}',
    nl: 'Dossier {reference}',
    de: 'Akte {reference}',
    en: 'File {reference}',
  },
  reason: { fr: 'Motif', nl: 'Reden', de: 'Grund', en: 'Reason' },
  'person-request': {
    fr: 'Demande de la personne',
    nl: 'Verzoek van de persoon',
    de: 'Antrag der Person',
    en: 'The person’s request',
  },
  complaint: { fr: 'Plainte', nl: 'Klacht', de: 'Beschwerde', en: 'Complaint' },
  breach: {
    fr: 'Violation de données',
    nl: 'Inbreuk in verband met persoonsgegevens',
    de: 'Datenschutzverletzung',
    en: 'Breach',
  },
  authority: { fr: 'Autorité', nl: 'Autoriteit', de: 'Behörde', en: 'Authority' },
  reference: { fr: 'Référence', nl: 'Referentie', de: 'Aktenzeichen', en: 'Reference' },
  referenceHint: {
    fr: 'Par exemple « Plainte 2026-114 » ; jamais un nom ni un numéro de personne.',
    nl: 'Bijvoorbeeld “Klacht 2026-114”; nooit een naam of een nummer van een persoon.',
    de: 'Zum Beispiel „Beschwerde 2026-114“; nie ein Name oder eine Nummer einer Person.',
    en: '“Complaint 2026-114”, for example; never a person’s name or number.',
  },
  reasonMissing: {
    fr: 'Dites pourquoi le dossier est ouvert.',
    nl: 'Zeg waarom het dossier wordt geopend.',
    de: 'Sagen Sie, warum die Akte eröffnet wird.',
    en: 'Say why the file is opened.',
  },
  referenceUnfit: {
    fr: 'Donnez une référence de 2 à 120 caractères, sans numéro de personne.',
    nl: 'Geef een referentie van 2 tot 120 tekens, zonder nummer van een persoon.',
    de: 'Geben Sie ein Aktenzeichen von 2 bis 120 Zeichen an, ohne Nummer einer Person.',
    en: 'Give a reference of 2 to 120 characters, without any person’s number.',
  },
  opened: { fr: 'Ouvert', nl: 'Geopend', de: 'Eröffnet', en: 'Opened' },
  by: { fr: 'Par', nl: 'Door', de: 'Von', en: 'By' },
  state: { fr: 'État', nl: 'Status', de: 'Status', en: 'State' },
  isOpen: { fr: 'ouvert', nl: 'open', de: 'offen', en: 'open' },
  isClosed: { fr: 'clos', nl: 'afgesloten', de: 'geschlossen', en: 'closed' },
  isWaiting: {
    fr: 'attend une seconde personne',
    nl: 'wacht op een tweede persoon',
    de: 'wartet auf eine zweite Person',
    en: 'waits for a second person',
  },
  lapses: {
    fr: 'Se clôt de lui-même le',
    nl: 'Wordt vanzelf afgesloten op',
    de: 'Wird von selbst geschlossen am',
    en: 'Closes by itself on',
  },
  keptUntil: { fr: 'Gardé jusqu’au', nl: 'Bewaard tot', de: 'Aufbewahrt bis', en: 'Kept until' },
  closed: { fr: 'Clos', nl: 'Afgesloten', de: 'Geschlossen', en: 'Closed' },
  close: {
    fr: 'Clore le dossier',
    nl: 'Dossier afsluiten',
    de: 'Akte schließen',
    en: 'Close the file',
  },
  closeWhy: {
    fr: 'On n’y cherche plus rien ensuite, et le renvoi à qui fut cherché en est retiré.',
    nl: 'Daarna wordt er niet meer in gezocht; de verwijzing naar wie werd opgezocht, verdwijnt.',
    de: 'Danach ist darin keine Suche mehr möglich; der Hinweis auf die Person wird entfernt.',
    en: 'Nothing is searched in it any more, and about whom it searched is taken out of it.',
  },
})
