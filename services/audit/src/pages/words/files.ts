import { defineWords } from '@unefois/pages'

/** Files, and searches by number in them. */
export const fileWords = defineWords({
  title: { fr: 'Dossiers', nl: 'Dossiers', de: 'Akten', en: 'Files' },
  about: {
    fr: 'Un dossier dit pourquoi on cherche une personne, avant toute recherche par numéro.',
    nl: 'Een dossier zegt waarom men een persoon zoekt, vóór elke opzoeking op nummer.',
    de: 'Eine Akte sagt, warum man eine Person sucht, vor jeder Suche nach Nummer.',
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
    nl: 'Vraag van de persoon',
    de: 'Anfrage der Person',
    en: 'The person’s request',
  },
  complaint: { fr: 'Plainte', nl: 'Klacht', de: 'Beschwerde', en: 'Complaint' },
  breach: {
    fr: 'Violation de données',
    nl: 'Inbreuk op gegevens',
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
  state: { fr: 'État', nl: 'Toestand', de: 'Stand', en: 'State' },
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
    nl: 'Sluit vanzelf op',
    de: 'Schließt sich von selbst am',
    en: 'Closes by itself on',
  },
  keptUntil: { fr: 'Gardé jusqu’au', nl: 'Bewaard tot', de: 'Behalten bis', en: 'Kept until' },
  closed: { fr: 'Clos', nl: 'Afgesloten', de: 'Geschlossen', en: 'Closed' },
  close: {
    fr: 'Clore le dossier',
    nl: 'Dossier afsluiten',
    de: 'Akte schließen',
    en: 'Close the file',
  },
  closeWhy: {
    fr: 'Plus rien ne s’y cherche ensuite, et la trace de qui fut cherché en est retirée.',
    nl: 'Daarna wordt er niets meer in gezocht, en wie er gezocht werd, wordt eruit verwijderd.',
    de: 'Danach wird darin nichts mehr gesucht, und wer gesucht wurde, wird daraus entfernt.',
    en: 'Nothing is searched in it any more, and about whom it searched is taken out of it.',
  },
})
