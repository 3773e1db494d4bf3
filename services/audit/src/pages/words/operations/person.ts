import type { Phrase } from '@unefois/pages'

/** What a person, or whoever speaks for them, asked for. */
export const personOperations = {
  'objection-lodge': {
    fr: 'Opposition enregistrée',
    nl: 'Bezwaar geregistreerd',
    de: 'Widerspruch eingelegt',
    en: 'Objection lodged',
  },
  'objection-withdraw': {
    fr: 'Opposition retirée',
    nl: 'Bezwaar ingetrokken',
    de: 'Widerspruch zurückgenommen',
    en: 'Objection withdrawn',
  },
  'objection-lapse': {
    fr: 'Oppositions arrivées à leur terme',
    nl: 'Bezwaren aan hun einddatum',
    de: 'Widersprüche abgelaufen',
    en: 'Objections lapsed',
  },
  'renunciation-lodge': {
    fr: 'Renoncement à un droit enregistré',
    nl: 'Verzaking aan een recht geregistreerd',
    de: 'Verzicht auf einen Anspruch eingetragen',
    en: 'Renunciation of a right lodged',
  },
  'renunciation-withdraw': {
    fr: 'Renoncement retiré',
    nl: 'Verzaking ingetrokken',
    de: 'Verzicht zurückgenommen',
    en: 'Renunciation withdrawn',
  },
  'person-agreement-record': {
    fr: 'Accord de la personne enregistré',
    nl: 'Akkoord van de persoon geregistreerd',
    de: 'Einverständnis der Person eingetragen',
    en: 'Person’s agreement recorded',
  },
  'person-agreement-withdraw': {
    fr: 'Accord de la personne retiré',
    nl: 'Akkoord van de persoon ingetrokken',
    de: 'Einverständnis der Person zurückgezogen',
    en: 'Person’s agreement withdrawn',
  },
  'person-agreement-lapse': {
    fr: 'Accords arrivés à leur terme',
    nl: 'Akkoorden aan hun einddatum',
    de: 'Einverständnisse abgelaufen',
    en: 'Persons’ agreements lapsed',
  },
  'identifier-succeed': {
    fr: 'Changement de numéro enregistré',
    nl: 'Nummerwijziging geregistreerd',
    de: 'Nummernwechsel eingetragen',
    en: 'Change of number recorded',
  },
  'access-request': {
    fr: 'Demande d’accès déposée',
    nl: 'Verzoek om inzage ingediend',
    de: 'Auskunft beantragt',
    en: 'Access asked for',
  },
  'erasure-request': {
    fr: 'Demande d’effacement déposée',
    nl: 'Verzoek tot wissing ingediend',
    de: 'Löschung beantragt',
    en: 'Erasure asked for',
  },
  'restriction-lodge': {
    fr: 'Demande de limitation déposée',
    nl: 'Verzoek tot beperking ingediend',
    de: 'Einschränkung beantragt',
    en: 'Restriction asked for',
  },
  'restriction-lift': {
    fr: 'Limitation levée',
    nl: 'Beperking opgeheven',
    de: 'Einschränkung aufgehoben',
    en: 'Restriction lifted',
  },
  'request-lapse': {
    fr: 'Demandes arrivées à leur terme',
    nl: 'Verzoeken aan hun einddatum',
    de: 'Anträge abgelaufen',
    en: 'Requests lapsed',
  },
  'access-answer': {
    fr: 'Réponse à une demande d’accès établie',
    nl: 'Antwoord op een verzoek om inzage opgemaakt',
    de: 'Auskunft erstellt',
    en: 'Answer to an access request made',
  },
  'access-part-ask': {
    fr: 'Part d’un organisme demandée pour l’accès',
    nl: 'Deel van een instelling gevraagd voor de inzage',
    de: 'Teil einer Einrichtung für die Auskunft angefordert',
    en: 'Part of an agency asked for, for access',
  },
  'access-part-read': {
    fr: 'Part demandée lue par l’organisme',
    nl: 'Gevraagd deel gelezen door de instelling',
    de: 'Angeforderter Teil von der Einrichtung gelesen',
    en: 'Part asked for read by the agency',
  },
  'access-part-answer': {
    fr: 'Part d’un organisme fournie pour l’accès',
    nl: 'Deel van een instelling geleverd voor de inzage',
    de: 'Teil einer Einrichtung für die Auskunft geliefert',
    en: 'Part of an agency given, for access',
  },
} as const satisfies Readonly<Record<string, Phrase>>
