import type { DeletionsV2, LegalHoldRecord } from '@unefois/contracts'
import { defineWords, type Phrase } from '@unefois/pages'

type Due = DeletionsV2['due'][number]
type Done = DeletionsV2['done'][number]

const owners = {
  exchange: { fr: 'Échanges', nl: 'Uitwisselingen', de: 'Austausch', en: 'Exchange' },
  consent: {
    fr: 'Oppositions et accords',
    nl: 'Bezwaren en akkoorden',
    de: 'Widersprüche und Einverständnisse',
    en: 'Objections and agreements',
  },
  audit: { fr: 'Journal', nl: 'Logboek', de: 'Protokoll', en: 'Log' },
  desk: { fr: 'Guichet', nl: 'Loket', de: 'Schalter', en: 'Desk' },
  registry: { fr: 'Annuaire', nl: 'Register', de: 'Verzeichnis', en: 'Registry' },
} satisfies Record<Due['owner'], Phrase>

const classes = {
  'signal-data': {
    fr: 'Données scellées d’un signalement',
    nl: 'Verzegelde gegevens van een signaal',
    de: 'Versiegelte Daten einer Meldung',
    en: 'A signal’s sealed data',
  },
  'signal-row': { fr: 'Signalements', nl: 'Signalen', de: 'Meldungen', en: 'Signals' },
  trace: {
    fr: 'Traces d’actes',
    nl: 'Sporen van handelingen',
    de: 'Spuren von Handlungen',
    en: 'Traces of acts',
  },
  'second-opening': {
    fr: 'Détails de traces (droit, motif)',
    nl: 'Details van sporen (recht, aanleiding)',
    de: 'Einzelheiten von Spuren (Anspruch, Anlass)',
    en: 'Details of traces (right, trigger)',
  },
  objection: { fr: 'Oppositions', nl: 'Bezwaren', de: 'Widersprüche', en: 'Objections' },
  'person-agreement': {
    fr: 'Accords de personnes',
    nl: 'Akkoorden van personen',
    de: 'Einverständnisse von Personen',
    en: 'Persons’ agreements',
  },
  'bus-message': {
    fr: 'Messages en route',
    nl: 'Berichten onderweg',
    de: 'Nachrichten unterwegs',
    en: 'Messages on their way',
  },
  case: { fr: 'Accompagnements', nl: 'Begeleidingen', de: 'Begleitungen', en: 'Cases' },
  idempotency: {
    fr: 'Réponses gardées contre les doublons',
    nl: 'Antwoorden tegen dubbele verzoeken',
    de: 'Antworten gegen doppelte Anfragen',
    en: 'Answers kept against repeats',
  },
  batch: { fr: 'Envois groupés', nl: 'Groepszendingen', de: 'Sammelsendungen', en: 'Batches' },
  file: {
    fr: 'Dossiers des délégués',
    nl: 'Dossiers van functionarissen',
    de: 'Akten der Beauftragten',
    en: 'Officers’ files',
  },
  breach: {
    fr: 'Violations consignées',
    nl: 'Geregistreerde inbreuken',
    de: 'Verzeichnete Verletzungen',
    en: 'Recorded breaches',
  },
  key: { fr: 'Clés', nl: 'Sleutels', de: 'Schlüssel', en: 'Keys' },
} satisfies Record<Due['class'], Phrase>

const reasons = {
  received: {
    fr: 'reçu par le destinataire',
    nl: 'door de ontvanger ontvangen',
    de: 'vom Empfänger erhalten',
    en: 'received',
  },
  outcome: {
    fr: 'issue de l’accompagnement',
    nl: 'uitkomst van de begeleiding',
    de: 'Ergebnis der Begleitung',
    en: 'outcome of the case',
  },
  objection: { fr: 'opposition', nl: 'bezwaar', de: 'Widerspruch', en: 'objection' },
  withdrawal: {
    fr: 'retrait',
    nl: 'intrekking',
    de: 'Zurückziehung',
    en: 'taken back',
  },
  'agreement-withdrawn': {
    fr: 'accord retiré',
    nl: 'akkoord ingetrokken',
    de: 'Einverständnis zurückgezogen',
    en: 'agreement withdrawn',
  },
  expiry: { fr: 'terme atteint', nl: 'termijn bereikt', de: 'Frist erreicht', en: 'term reached' },
  lapse: { fr: 'fin de validité', nl: 'einde geldigheid', de: 'Ende der Gültigkeit', en: 'lapsed' },
  request: {
    fr: 'demande de la personne',
    nl: 'verzoek van de persoon',
    de: 'Antrag der Person',
    en: 'the person’s request',
  },
  rotation: {
    fr: 'renouvellement de clé',
    nl: 'sleutelvernieuwing',
    de: 'Schlüsselwechsel',
    en: 'key rotation',
  },
} satisfies Record<Done['reason'], Phrase>

/** Who holds it, and what it is. */
export const erasureWords = defineWords({ ...owners, ...classes })

/** Why it was erased. */
export const reasonWords = defineWords(reasons)

/** On what a legal hold rests. */
export const basisWords = defineWords({
  'court-order': {
    fr: 'Décision de justice',
    nl: 'Rechterlijke beslissing',
    de: 'Gerichtliche Anordnung',
    en: 'Court order',
  },
  'criminal-inquiry': {
    fr: 'Enquête pénale',
    nl: 'Strafonderzoek',
    de: 'Strafermittlung',
    en: 'Criminal inquiry',
  },
  'supervisory-authority': {
    fr: 'Autorité de contrôle',
    nl: 'Toezichthoudende autoriteit',
    de: 'Aufsichtsbehörde',
    en: 'Supervisory authority',
  },
  'legal-claim': {
    fr: 'Action en justice',
    nl: 'Rechtsvordering',
    de: 'Rechtsanspruch',
    en: 'Legal claim',
  },
} satisfies Record<LegalHoldRecord['basis'], Phrase>)
