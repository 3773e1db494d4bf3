import type { Phrase } from '@unefois/pages'

/** Who takes part, with which keys, under which agreements. */
export const directoryOperations = {
  'participant-register': {
    fr: 'Organisme admis',
    nl: 'Instelling toegelaten',
    de: 'Einrichtung zugelassen',
    en: 'Agency admitted',
  },
  'participant-update': {
    fr: 'Fiche de l’organisme modifiée',
    nl: 'Fiche van de instelling gewijzigd',
    de: 'Angaben der Einrichtung geändert',
    en: 'Agency’s entry changed',
  },
  'participant-suspend': {
    fr: 'Organisme suspendu',
    nl: 'Instelling geschorst',
    de: 'Einrichtung gesperrt',
    en: 'Agency suspended',
  },
  'participant-resume': {
    fr: 'Suspension de l’organisme levée',
    nl: 'Schorsing van de instelling opgeheven',
    de: 'Sperre der Einrichtung aufgehoben',
    en: 'Agency’s suspension lifted',
  },
  'contacts-record': {
    fr: 'Contacts d’un responsable de traitement enregistrés',
    nl: 'Contacten van een verwerkingsverantwoordelijke geregistreerd',
    de: 'Kontakte eines Verantwortlichen eingetragen',
    en: 'Contacts of a controller recorded',
  },
  'key-register': {
    fr: 'Clé enregistrée',
    nl: 'Sleutel geregistreerd',
    de: 'Schlüssel eingetragen',
    en: 'Key registered',
  },
  'key-retire': {
    fr: 'Clé retirée',
    nl: 'Sleutel buiten gebruik gesteld',
    de: 'Schlüssel außer Dienst gestellt',
    en: 'Key retired',
  },
  'competence-record': {
    fr: 'Compétence enregistrée',
    nl: 'Bevoegdheid geregistreerd',
    de: 'Zuständigkeit eingetragen',
    en: 'Competence recorded',
  },
  'competence-close': {
    fr: 'Compétence close',
    nl: 'Bevoegdheid afgesloten',
    de: 'Zuständigkeit beendet',
    en: 'Competence closed',
  },
  'agreement-draft': {
    fr: 'Projet de convention déposé',
    nl: 'Ontwerp van overeenkomst ingediend',
    de: 'Entwurf einer Vereinbarung hinterlegt',
    en: 'Agreement drafted',
  },
  'agreement-revise': {
    fr: 'Nouvelle version de convention déposée',
    nl: 'Nieuwe versie van overeenkomst ingediend',
    de: 'Neue Fassung der Vereinbarung hinterlegt',
    en: 'New version of an agreement drafted',
  },
  'agreement-opinion': {
    fr: 'Avis d’un délégué à la protection des données',
    nl: 'Advies van een functionaris voor gegevensbescherming',
    de: 'Stellungnahme einer Datenschutzbeauftragten',
    en: 'Opinion of a data protection officer',
  },
  'agreement-sign': {
    fr: 'Convention signée',
    nl: 'Overeenkomst ondertekend',
    de: 'Vereinbarung unterzeichnet',
    en: 'Agreement signed',
  },
  'agreement-activate': {
    fr: 'Convention entrée en vigueur',
    nl: 'Overeenkomst in werking getreden',
    de: 'Vereinbarung in Kraft getreten',
    en: 'Agreement in force',
  },
  'agreement-suspend': {
    fr: 'Convention suspendue',
    nl: 'Overeenkomst geschorst',
    de: 'Vereinbarung ausgesetzt',
    en: 'Agreement suspended',
  },
  'agreement-resume': {
    fr: 'Convention remise en vigueur',
    nl: 'Overeenkomst hervat',
    de: 'Vereinbarung wieder in Kraft',
    en: 'Agreement resumed',
  },
  'agreement-end': {
    fr: 'Convention terminée',
    nl: 'Overeenkomst beëindigd',
    de: 'Vereinbarung beendet',
    en: 'Agreement ended',
  },
  'witness-register': {
    fr: 'Témoin du journal enregistré',
    nl: 'Getuige van het logboek geregistreerd',
    de: 'Zeuge des Protokolls eingetragen',
    en: 'Witness of the log registered',
  },
  'witness-replace': {
    fr: 'Clé d’un témoin du journal remplacée',
    nl: 'Sleutel van een getuige van het logboek vervangen',
    de: 'Schlüssel eines Zeugen des Protokolls ersetzt',
    en: 'Key of a witness of the log replaced',
  },
  'log-succeed': {
    fr: 'Nouveau journal commencé après un journal terminé',
    nl: 'Nieuw logboek begonnen na een beëindigd logboek',
    de: 'Neues Protokoll nach einem beendeten begonnen',
    en: 'New log begun after one that ended',
  },
} as const satisfies Readonly<Record<string, Phrase>>
