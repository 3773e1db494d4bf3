import type { Language, PublicExchangesV2 } from '@unefois/contracts'

type Field = PublicExchangesV2['items'][number]['data'][number]

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
  /** Since when a version carries signals, or from when to when it did. */
  readonly inForce: string
  /** So many values that naming them would hide the rest. */
  readonly manyValues: (count: number) => string
  readonly listing: Readonly<Record<PublicExchangesV2['items'][number]['listing'], string>>
  readonly impactAssessment: string
  readonly operator: string
  readonly officer: string
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
    inForce: 'En vigueur\u00a0:',
    manyValues: count => `${count} valeurs`,
    listing: {
      'social-rights': 'D.114-9-1 : droits sociaux',
      jobseeker: 'D.114-9-1 : situation du demandeur d’emploi',
      unlisted: 'D.114-9-2 : hors de la liste de D.114-9-1',
      'with-agreement': 'Avec l’accord de la personne',
      'other-law': 'Hors du champ de D.114-9-1 (droit belge)',
    },
    impactAssessment: 'Analyse d’impact\u00a0:',
    operator: 'Qui exploite ces échanges, et à qui demander ce qui a été échangé sur vous',
    officer: 'Protection des données',
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
    inForce: 'Van kracht:',
    manyValues: count => `${count} waarden`,
    listing: {
      'social-rights': 'D.114-9-1: sociale rechten',
      jobseeker: 'D.114-9-1: situatie van de werkzoekende',
      unlisted: 'D.114-9-2: niet op de lijst van D.114-9-1',
      'with-agreement': 'Met het akkoord van de persoon',
      'other-law': 'Buiten D.114-9-1 (Belgisch recht)',
    },
    impactAssessment: 'Effectbeoordeling:',
    operator: 'Wie deze uitwisselingen beheert, en bij wie u vraagt wat er over u is uitgewisseld',
    officer: 'Gegevensbescherming',
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
    inForce: 'In Kraft:',
    manyValues: count => `${count} Werte`,
    listing: {
      'social-rights': 'D.114-9-1: soziale Ansprüche',
      jobseeker: 'D.114-9-1: Lage der arbeitsuchenden Person',
      unlisted: 'D.114-9-2: nicht auf der Liste von D.114-9-1',
      'with-agreement': 'Mit Einverständnis der Person',
      'other-law': 'Außerhalb von D.114-9-1 (belgisches Recht)',
    },
    impactAssessment: 'Folgenabschätzung:',
    operator: 'Wer diesen Austausch betreibt und wo Sie erfahren, was über Sie ausgetauscht wurde',
    officer: 'Datenschutz',
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
    inForce: 'In force:',
    manyValues: count => `${count} values`,
    listing: {
      'social-rights': 'D.114-9-1: social rights',
      jobseeker: 'D.114-9-1: situation of the jobseeker',
      unlisted: 'D.114-9-2: not on the list of D.114-9-1',
      'with-agreement': 'With the person’s agreement',
      'other-law': 'Outside D.114-9-1 (Belgian law)',
    },
    impactAssessment: 'Impact assessment:',
    operator: 'Who runs these exchanges, and whom to ask what was exchanged about you',
    officer: 'Data protection',
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
