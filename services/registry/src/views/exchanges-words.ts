import type { PublicExchangesV2 } from '@unefois/contracts'
import { defineWords, type Phrase } from '@unefois/pages'

type Exchange = PublicExchangesV2['items'][number]

/** What the page of exchanges says that is no code of contracts/codes. */
export const exchangesWords = defineWords({
  title: {
    fr: 'Échanges entre administrations',
    nl: 'Uitwisselingen tussen besturen',
    de: 'Datenaustausch zwischen Behörden',
    en: 'Exchanges between administrations',
  },
  intro: {
    fr: `Administrations, données et base légale de chaque convention qui est ou a été en
      vigueur (CRPA, art. L.114-8 III).`,
    nl: `Besturen, gegevens en rechtsgrond van elke overeenkomst die van kracht is of was
      (CRPA, art. L.114-8 III).`,
    de: `Behörden, Daten und Rechtsgrundlage jeder Vereinbarung, die in Kraft ist oder war
      (CRPA, Art. L.114-8 III).`,
    en: `Administrations, data and legal basis of every agreement that is or was in force
      (CRPA, art. L.114-8 III).`,
  },
  download: {
    fr: 'Télécharger la liste :',
    nl: 'De lijst downloaden:',
    de: 'Liste herunterladen:',
    en: 'Download the list:',
  },
  none: {
    fr: 'Aucune convention n’a encore été en vigueur.',
    nl: 'Er is nog geen overeenkomst van kracht geweest.',
    de: 'Noch war keine Vereinbarung in Kraft.',
    en: 'No agreement has been in force yet.',
  },
  fictitious: {
    fr: 'FICTIF',
    nl: 'FICTIEF',
    de: 'FIKTIV',
    en: 'FICTITIOUS',
  },
  parties: {
    fr: 'Émetteur et destinataire',
    nl: 'Afzender en ontvanger',
    de: 'Absender und Empfänger',
    en: 'Sender and receiver',
  },
  rightsAndPurpose: {
    fr: 'Droits et finalité',
    nl: 'Rechten en doel',
    de: 'Ansprüche und Zweck',
    en: 'Rights and purpose',
  },
  data: {
    fr: 'Données',
    nl: 'Gegevens',
    de: 'Daten',
    en: 'Data',
  },
  basis: {
    fr: 'Base légale',
    nl: 'Rechtsgrond',
    de: 'Rechtsgrundlage',
    en: 'Legal basis',
  },
  objection: {
    fr: 'Opposition',
    nl: 'Bezwaar',
    de: 'Widerspruch',
    en: 'Objection',
  },
  stateAndValidity: {
    fr: 'État et validité',
    nl: 'Toestand en geldigheid',
    de: 'Stand und Gültigkeit',
    en: 'State and validity',
  },
  noticeOf: {
    fr: 'Information des personnes',
    nl: 'Informatie aan de personen',
    de: 'Information der Personen',
    en: 'Notice to persons',
  },
  to: {
    fr: 'vers',
    nl: 'aan',
    de: 'an',
    en: 'to',
  },
  objectionApplies: {
    fr: 'La personne peut s’opposer',
    nl: 'De persoon kan bezwaar maken',
    de: 'Die Person kann widersprechen',
    en: 'The person may object',
  },
  objectionSetAside: {
    fr: 'Écartée par : {provision}',
    nl: 'Uitgesloten door: {provision}',
    de: 'Ausgeschlossen durch: {provision}',
    en: 'Set aside by: {provision}',
  },
  notice: {
    fr: 'Notice',
    nl: 'Kennisgeving',
    de: 'Hinweis',
    en: 'Notice',
  },
  inForce: {
    fr: 'En vigueur :',
    nl: 'Van kracht:',
    de: 'In Kraft:',
    en: 'In force:',
  },
  manyValues: {
    fr: '{count} valeurs',
    nl: '{count} waarden',
    de: '{count} Werte',
    en: '{count} values',
  },
  impactAssessment: {
    fr: 'Analyse d’impact : {reference}',
    nl: 'Effectbeoordeling: {reference}',
    de: 'Folgenabschätzung: {reference}',
    en: 'Impact assessment: {reference}',
  },
  operator: {
    fr: 'Qui exploite ces échanges, et à qui demander ce qui a été échangé sur vous',
    nl: 'Wie deze uitwisselingen beheert, en bij wie u vraagt wat er over u is uitgewisseld',
    de: 'Wer diesen Austausch betreibt und wo Sie erfahren, was über Sie ausgetauscht wurde',
    en: 'Who runs these exchanges, and whom to ask what was exchanged about you',
  },
  officer: {
    fr: 'Protection des données',
    nl: 'Gegevensbescherming',
    de: 'Datenschutz',
    en: 'Data protection',
  },
})

/** By which list of the law an exchange may be. */
export const listingWords = defineWords({
  'social-rights': {
    fr: 'D.114-9-1 : droits sociaux',
    nl: 'D.114-9-1: sociale rechten',
    de: 'D.114-9-1: soziale Ansprüche',
    en: 'D.114-9-1: social rights',
  },
  jobseeker: {
    fr: 'D.114-9-1 : situation du demandeur d’emploi',
    nl: 'D.114-9-1: situatie van de werkzoekende',
    de: 'D.114-9-1: Lage der arbeitsuchenden Person',
    en: 'D.114-9-1: situation of the jobseeker',
  },
  unlisted: {
    fr: 'D.114-9-2 : hors de la liste de D.114-9-1',
    nl: 'D.114-9-2: niet op de lijst van D.114-9-1',
    de: 'D.114-9-2: nicht auf der Liste von D.114-9-1',
    en: 'D.114-9-2: not on the list of D.114-9-1',
  },
  'with-agreement': {
    fr: 'Avec l’accord de la personne',
    nl: 'Met het akkoord van de persoon',
    de: 'Mit Einverständnis der Person',
    en: 'With the person’s agreement',
  },
  'other-law': {
    fr: 'Hors du champ de D.114-9-1 (droit belge)',
    nl: 'Buiten D.114-9-1 (Belgisch recht)',
    de: 'Außerhalb von D.114-9-1 (belgisches Recht)',
    en: 'Outside D.114-9-1 (Belgian law)',
  },
} satisfies Record<Exchange['listing'], Phrase>)

/** What may travel. */
export const fieldWords = defineWords({
  identifier: {
    fr: 'identifiant',
    nl: 'identificatienummer',
    de: 'Kennnummer',
    en: 'identifier',
  },
  right: {
    fr: 'droit',
    nl: 'recht',
    de: 'Anspruch',
    en: 'right',
  },
  observedOn: {
    fr: 'date du constat',
    nl: 'datum van vaststelling',
    de: 'Tag der Feststellung',
    en: 'day it was observed',
  },
  territory: {
    fr: 'territoire',
    nl: 'gebied',
    de: 'Gebiet',
    en: 'territory',
  },
  trigger: {
    fr: 'déclencheur',
    nl: 'aanleiding',
    de: 'Anlass',
    en: 'trigger',
  },
  detection: {
    fr: 'canal de détection',
    nl: 'opsporingskanaal',
    de: 'Erkennungsweg',
    en: 'detection channel',
  },
  ntuType: {
    fr: 'type de non-recours',
    nl: 'soort niet-gebruik',
    de: 'Art der Nichtinanspruchnahme',
    en: 'type of non-take-up',
  },
  contactChannel: {
    fr: 'canal de contact',
    nl: 'contactkanaal',
    de: 'Kontaktweg',
    en: 'contact channel',
  },
  language: {
    fr: 'langue',
    nl: 'taal',
    de: 'Sprache',
    en: 'language',
  },
} satisfies Record<Exchange['data'][number], Phrase>)
