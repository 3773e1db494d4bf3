import type { Language, PublicExchanges } from '@unefois/contracts'

type Field = PublicExchanges['items'][number]['data'][number]

/** What the page of exchanges says that is no code of contracts/codes. */
export interface Words {
  readonly title: string
  readonly intro: string
  readonly download: string
  readonly none: string
  readonly fictitious: string
  readonly columns: readonly [
    parties: string,
    rightsAndPurpose: string,
    data: string,
    basis: string,
    objection: string,
    stateAndValidity: string,
    notice: string,
  ]
  readonly to: string
  readonly objectionApplies: string
  readonly objectionSetAside: string
  readonly notice: string
  readonly fields: Readonly<Record<Field, string>>
}

/** The words of the page in the four languages. */
export const words: Readonly<Record<Language, Words>> = {
  fr: {
    title: 'Échanges entre administrations',
    intro:
      'Administrations, données et base légale de chaque convention qui est ou a été ' +
      'en vigueur (CRPA, art. L.114-8 III).',
    download: 'Télécharger la liste :',
    none: 'Aucune convention n’a encore été en vigueur.',
    fictitious: 'FICTIF',
    columns: [
      'Émetteur et destinataire',
      'Droits et finalité',
      'Données',
      'Base légale',
      'Opposition',
      'État et validité',
      'Information des personnes',
    ],
    to: 'vers',
    objectionApplies: 'La personne peut s’opposer',
    objectionSetAside: 'Écartée par :',
    notice: 'Notice',
    fields: {
      identifier: 'identifiant',
      right: 'droit',
      observedOn: 'date du constat',
      territory: 'territoire',
      trigger: 'déclencheur',
      detection: 'canal de détection',
      ntuType: 'type de non-recours',
      contactChannel: 'canal de contact',
      language: 'langue',
    },
  },
  nl: {
    title: 'Uitwisselingen tussen besturen',
    intro:
      'Besturen, gegevens en rechtsgrond van elke overeenkomst die van kracht is of ' +
      'was (CRPA, art. L.114-8 III).',
    download: 'De lijst downloaden:',
    none: 'Er is nog geen overeenkomst van kracht geweest.',
    fictitious: 'FICTIEF',
    columns: [
      'Afzender en ontvanger',
      'Rechten en doel',
      'Gegevens',
      'Rechtsgrond',
      'Bezwaar',
      'Toestand en geldigheid',
      'Informatie aan de personen',
    ],
    to: 'aan',
    objectionApplies: 'De persoon kan bezwaar maken',
    objectionSetAside: 'Uitgesloten door:',
    notice: 'Kennisgeving',
    fields: {
      identifier: 'identificatienummer',
      right: 'recht',
      observedOn: 'datum van vaststelling',
      territory: 'gebied',
      trigger: 'aanleiding',
      detection: 'opsporingskanaal',
      ntuType: 'soort niet-gebruik',
      contactChannel: 'contactkanaal',
      language: 'taal',
    },
  },
  de: {
    title: 'Datenaustausch zwischen Behörden',
    intro:
      'Behörden, Daten und Rechtsgrundlage jeder Vereinbarung, die in Kraft ist oder ' +
      'war (CRPA, Art. L.114-8 III).',
    download: 'Liste herunterladen:',
    none: 'Noch war keine Vereinbarung in Kraft.',
    fictitious: 'FIKTIV',
    columns: [
      'Absender und Empfänger',
      'Ansprüche und Zweck',
      'Daten',
      'Rechtsgrundlage',
      'Widerspruch',
      'Stand und Gültigkeit',
      'Information der Personen',
    ],
    to: 'an',
    objectionApplies: 'Die Person kann widersprechen',
    objectionSetAside: 'Ausgeschlossen durch:',
    notice: 'Hinweis',
    fields: {
      identifier: 'Kennnummer',
      right: 'Anspruch',
      observedOn: 'Tag der Feststellung',
      territory: 'Gebiet',
      trigger: 'Anlass',
      detection: 'Erkennungsweg',
      ntuType: 'Art der Nichtinanspruchnahme',
      contactChannel: 'Kontaktweg',
      language: 'Sprache',
    },
  },
  en: {
    title: 'Exchanges between administrations',
    intro:
      'Administrations, data and legal basis of every agreement that is or was in ' +
      'force (CRPA, art. L.114-8 III).',
    download: 'Download the list:',
    none: 'No agreement has been in force yet.',
    fictitious: 'FICTITIOUS',
    columns: [
      'Sender and receiver',
      'Rights and purpose',
      'Data',
      'Legal basis',
      'Objection',
      'State and validity',
      'Notice to persons',
    ],
    to: 'to',
    objectionApplies: 'The person may object',
    objectionSetAside: 'Set aside by:',
    notice: 'Notice',
    fields: {
      identifier: 'identifier',
      right: 'right',
      observedOn: 'day it was observed',
      territory: 'territory',
      trigger: 'trigger',
      detection: 'detection channel',
      ntuType: 'type of non-take-up',
      contactChannel: 'contact channel',
      language: 'language',
    },
  },
}
