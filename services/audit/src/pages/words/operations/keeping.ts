import type { Phrase } from '@unefois/pages'

/** What becomes of traces: kept back, erased, opened and looked at by officers. */
export const keepingOperations = {
  'legal-hold-place': {
    fr: 'Conservation légale posée',
    nl: 'Wettelijke bewaring geplaatst',
    de: 'Rechtliche Aufbewahrung angeordnet',
    en: 'Legal hold placed',
  },
  'legal-hold-end': {
    fr: 'Conservation légale levée',
    nl: 'Wettelijke bewaring opgeheven',
    de: 'Rechtliche Aufbewahrung aufgehoben',
    en: 'Legal hold ended',
  },
  'flag-settle': {
    fr: 'Signal d’attention examiné',
    nl: 'Aandachtspunt bekeken',
    de: 'Auffälligkeit geprüft',
    en: 'Flag looked into',
  },
  'register-read': {
    fr: 'Registre des traitements lu',
    nl: 'Register van verwerkingen gelezen',
    de: 'Verzeichnis der Verarbeitungen gelesen',
    en: 'Record of processing read',
  },
  'dpia-read': {
    fr: 'Analyse d’impact lue',
    nl: 'Effectbeoordeling gelezen',
    de: 'Folgenabschätzung gelesen',
    en: 'Impact assessment read',
  },
  'figures-read': {
    fr: 'Chiffres lus',
    nl: 'Cijfers gelezen',
    de: 'Zahlen gelesen',
    en: 'Figures read',
  },
  'second-opening-expire': {
    fr: 'Détails des traces effacés à leur terme',
    nl: 'Details van sporen gewist op hun vervaldag',
    de: 'Einzelheiten der Spuren bei Fristende gelöscht',
    en: 'Details of traces erased at their term',
  },
  'trace-expire': {
    fr: 'Traces effacées à leur terme',
    nl: 'Sporen gewist op hun vervaldag',
    de: 'Spuren bei Fristende gelöscht',
    en: 'Traces erased at their term',
  },
  'trace-key-destroy': {
    fr: 'Clé de recherche d’un mois détruite',
    nl: 'Zoeksleutel van een maand vernietigd',
    de: 'Suchschlüssel eines Monats vernichtet',
    en: 'Search key of a month destroyed',
  },
  'console-sign-in': {
    fr: 'Connexion d’un délégué à la protection des données',
    nl: 'Aanmelding van een functionaris voor gegevensbescherming',
    de: 'Anmeldung einer Datenschutzbeauftragten',
    en: 'A data protection officer signed in',
  },
  'exchange-search': {
    fr: 'Échanges cherchés par un délégué à la protection des données',
    nl: 'Uitwisselingen gezocht door een functionaris voor gegevensbescherming',
    de: 'Austausche von einer Datenschutzbeauftragten gesucht',
    en: 'Exchanges searched by a data protection officer',
  },
  'exchange-read': {
    fr: 'Échange consulté par un délégué à la protection des données',
    nl: 'Uitwisseling geraadpleegd door een functionaris voor gegevensbescherming',
    de: 'Austausch von einer Datenschutzbeauftragten eingesehen',
    en: 'Exchange read by a data protection officer',
  },
  'person-search': {
    fr: 'Recherche par numéro, dans un dossier et avec l’accord d’une seconde personne',
    nl: 'Opzoeking op nummer, in een dossier en met toestemming van een tweede persoon',
    de: 'Suche nach Nummer, in einer Akte und mit Zustimmung einer zweiten Person',
    en: 'Search by number, in a file and with a second person’s approval',
  },
  'person-search-ask': {
    fr: 'Recherche par numéro demandée',
    nl: 'Opzoeking op nummer gevraagd',
    de: 'Suche nach Nummer beantragt',
    en: 'Search by number asked for',
  },
  'person-search-approve': {
    fr: 'Recherche par numéro approuvée par une seconde personne',
    nl: 'Opzoeking op nummer goedgekeurd door een tweede persoon',
    de: 'Suche nach Nummer von einer zweiten Person genehmigt',
    en: 'Search by number approved by a second person',
  },
  'person-search-refuse': {
    fr: 'Recherche par numéro refusée',
    nl: 'Opzoeking op nummer geweigerd',
    de: 'Suche nach Nummer abgelehnt',
    en: 'Search by number refused',
  },
  'file-open': {
    fr: 'Dossier ouvert par un délégué à la protection des données',
    nl: 'Dossier geopend door een functionaris voor gegevensbescherming',
    de: 'Akte von einer Datenschutzbeauftragten eröffnet',
    en: 'File opened by a data protection officer',
  },
  'file-read': {
    fr: 'Dossiers consultés par un délégué à la protection des données',
    nl: 'Dossiers geraadpleegd door een functionaris voor gegevensbescherming',
    de: 'Akten von einer Datenschutzbeauftragten eingesehen',
    en: 'Files read by a data protection officer',
  },
  'file-close': {
    fr: 'Dossier clos par un délégué à la protection des données',
    nl: 'Dossier afgesloten door een functionaris voor gegevensbescherming',
    de: 'Akte von einer Datenschutzbeauftragten geschlossen',
    en: 'File closed by a data protection officer',
  },
  'breach-open': {
    fr: 'Violation de données inscrite',
    nl: 'Inbreuk op gegevens ingeschreven',
    de: 'Datenschutzverletzung eingetragen',
    en: 'Breach recorded',
  },
  'breach-read': {
    fr: 'Violations de données consultées',
    nl: 'Inbreuken op gegevens geraadpleegd',
    de: 'Datenschutzverletzungen eingesehen',
    en: 'Breaches read',
  },
  'breach-measure': {
    fr: 'Signalements touchés par une violation recherchés',
    nl: 'Door een inbreuk getroffen signalen gezocht',
    de: 'Von einer Verletzung betroffene Meldungen gesucht',
    en: 'Signals affected by a breach searched',
  },
  'breach-notify': {
    fr: 'Violation notifiée à l’autorité',
    nl: 'Inbreuk gemeld aan de autoriteit',
    de: 'Verletzung der Behörde gemeldet',
    en: 'Breach notified to the authority',
  },
  'breach-close': {
    fr: 'Violation close',
    nl: 'Inbreuk afgesloten',
    de: 'Verletzung abgeschlossen',
    en: 'Breach closed',
  },
} as const satisfies Readonly<Record<string, Phrase>>
