import { defineWords, type Phrase } from '@unefois/pages'

const speaker = {
  fr: 'Demandé par',
  nl: 'Gevraagd door',
  de: 'Beantragt durch',
  en: 'Asked for by',
}
const lapse = { fr: 'Jusqu’au', nl: 'Tot', de: 'Bis', en: 'Until' }

/** Each name that the second part of an act about a person may have. */
export const detailNames = {
  right: { fr: 'Droit', nl: 'Recht', de: 'Anspruch', en: 'Right' },
  rights: { fr: 'Droits', nl: 'Rechten', de: 'Ansprüche', en: 'Rights' },
  agency: { fr: 'Organisme', nl: 'Instelling', de: 'Einrichtung', en: 'Agency' },
  recipients: { fr: 'Destinataires', nl: 'Ontvangers', de: 'Empfänger', en: 'Recipients' },
  collector: {
    fr: 'Accord recueilli par',
    nl: 'Akkoord gevraagd door',
    de: 'Einverständnis eingeholt von',
    en: 'Agreement collected by',
  },
  trigger: { fr: 'Déclencheur', nl: 'Aanleiding', de: 'Anlass', en: 'Trigger' },
  detection: { fr: 'Détection', nl: 'Detectie', de: 'Erkennung', en: 'Detection' },
  ntuType: {
    fr: 'Type de non-recours',
    nl: 'Soort niet-gebruik',
    de: 'Art der Nichtinanspruchnahme',
    en: 'Type of non-take-up',
  },
  outcomes: { fr: 'Issues', nl: 'Uitkomsten', de: 'Ergebnisse', en: 'Outcomes' },
  declineReason: { fr: 'Motif', nl: 'Reden', de: 'Grund', en: 'Reason' },
  reason: { fr: 'Motif', nl: 'Reden', de: 'Grund', en: 'Reason' },
  ground: { fr: 'Motif', nl: 'Reden', de: 'Grund', en: 'Reason' },
  basis: { fr: 'Fondement', nl: 'Grondslag', de: 'Grundlage', en: 'Basis' },
  by: speaker,
  lodgedBy: speaker,
  authority: {
    fr: 'Au titre de',
    nl: 'Op grond van',
    de: 'Aufgrund von',
    en: 'Acting under',
  },
  eventAt: {
    fr: 'Fait chez le destinataire le',
    nl: 'Gebeurd bij de ontvanger op',
    de: 'Beim Empfänger geschehen am',
    en: 'Done at the receiver on',
  },
  answerBy: {
    fr: 'Réponse due le',
    nl: 'Antwoord uiterlijk op',
    de: 'Antwort bis',
    en: 'Answer due on',
  },
  dueAt: { fr: 'À fournir le', nl: 'Te geven op', de: 'Zu geben bis', en: 'Due on' },
  toldAt: {
    fr: 'Vous en avez été averti le',
    nl: 'U werd verwittigd op',
    de: 'Ihnen mitgeteilt am',
    en: 'You were told on',
  },
  lapsesAt: lapse,
  endsAt: lapse,
  objection: {
    fr: 'Récépissé',
    nl: 'Ontvangstbewijs',
    de: 'Quittung',
    en: 'Receipt',
  },
  request: { fr: 'Demande', nl: 'Verzoek', de: 'Antrag', en: 'Request' },
  agreement: {
    fr: 'Votre accord',
    nl: 'Uw akkoord',
    de: 'Ihr Einverständnis',
    en: 'Your agreement',
  },
  personAgreement: {
    fr: 'Votre accord',
    nl: 'Uw akkoord',
    de: 'Ihr Einverständnis',
    en: 'Your agreement',
  },
  follows: { fr: 'Fait suite à', nl: 'Vervolg op', de: 'Folgt auf', en: 'Follows' },
  campaign: { fr: 'Campagne', nl: 'Campagne', de: 'Kampagne', en: 'Campaign' },
  file: { fr: 'Dossier', nl: 'Dossier', de: 'Akte', en: 'File' },
  part: { fr: 'Part n°', nl: 'Deel nr.', de: 'Teil Nr.', en: 'Part no.' },
  hold: {
    fr: 'Conservation n°',
    nl: 'Bewaring nr.',
    de: 'Aufbewahrung Nr.',
    en: 'Hold no.',
  },
  breach: { fr: 'Violation n°', nl: 'Inbreuk nr.', de: 'Verletzung Nr.', en: 'Breach no.' },
} as const satisfies Readonly<Record<string, Phrase>>

export const detailNameWords = defineWords(detailNames)

/** What is on no list of contracts/codes: who spoke, by which authority, why it was restricted. */
export const detailValues = {
  person: {
    fr: 'la personne elle-même',
    nl: 'de persoon zelf',
    de: 'die Person selbst',
    en: 'the person themselves',
  },
  adviser: {
    fr: 'un conseiller, pour elle',
    nl: 'een consulent, in haar naam',
    de: 'eine Beraterin, für sie',
    en: 'an adviser, for them',
  },
  'legal-representative': {
    fr: 'son représentant légal',
    nl: 'de wettelijke vertegenwoordiger',
    de: 'ihre gesetzliche Vertretung',
    en: 'their legal representative',
  },
  'parental-authority': {
    fr: 'l’autorité parentale',
    nl: 'het ouderlijk gezag',
    de: 'elterlicher Sorge',
    en: 'parental authority',
  },
  guardianship: {
    fr: 'la tutelle',
    nl: 'de voogdij',
    de: 'Vormundschaft',
    en: 'guardianship',
  },
  'judicial-measure': {
    fr: 'une mesure judiciaire',
    nl: 'een gerechtelijke maatregel',
    de: 'gerichtlicher Anordnung',
    en: 'a judicial measure',
  },
  mandate: { fr: 'un mandat', nl: 'een volmacht', de: 'Vollmacht', en: 'a mandate' },
  'accuracy-contested': {
    fr: 'l’exactitude est contestée',
    nl: 'de juistheid wordt betwist',
    de: 'die Richtigkeit wird bestritten',
    en: 'its accuracy is contested',
  },
  unlawful: {
    fr: 'le traitement est illicite',
    nl: 'de verwerking is onrechtmatig',
    de: 'die Verarbeitung ist unrechtmäßig',
    en: 'the processing is unlawful',
  },
  'needed-for-legal-claims': {
    fr: 'les données sont nécessaires à la défense de droits en justice',
    nl: 'de gegevens zijn nodig voor een rechtsvordering',
    de: 'die Daten werden für Rechtsansprüche gebraucht',
    en: 'the data are needed for legal claims',
  },
  'objection-verification': {
    fr: 'l’opposition est à l’examen',
    nl: 'het bezwaar wordt onderzocht',
    de: 'der Widerspruch wird geprüft',
    en: 'the objection is being considered',
  },
} as const satisfies Readonly<Record<string, Phrase>>

export const detailValueWords = defineWords(detailValues)
