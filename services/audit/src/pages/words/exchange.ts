import { defineWords } from '@unefois/pages'

/** The story of one exchange. */
export const exchangeWords = defineWords({
  title: {
    fr: 'Échange du {day}',
    nl: 'Uitwisseling van {day}',
    de: 'Austausch vom {day}',
    en: 'Exchange of {day}',
  },
  number: { fr: 'Signalement', nl: 'Signaal', de: 'Meldung', en: 'Signal' },
  from: { fr: 'Émetteur', nl: 'Afzender', de: 'Absender', en: 'Sender' },
  to: { fr: 'Destinataire', nl: 'Ontvanger', de: 'Empfänger', en: 'Receiver' },
  agreement: { fr: 'Convention', nl: 'Overeenkomst', de: 'Vereinbarung', en: 'Agreement' },
  purpose: { fr: 'Finalité', nl: 'Doel', de: 'Zweck', en: 'Purpose' },
  outcome: { fr: 'Suite donnée', nl: 'Gevolg', de: 'Ergebnis', en: 'Outcome' },
  story: {
    fr: 'Ce qui s’est passé',
    nl: 'Wat er gebeurde',
    de: 'Was geschah',
    en: 'What happened',
  },
  looks: {
    fr: 'Qui a regardé cet échange',
    nl: 'Wie deze uitwisseling bekeek',
    de: 'Wer diesen Austausch angesehen hat',
    en: 'Who looked at this exchange',
  },
  times: {
    fr: '{count} fois',
    nl: '{count} keer',
    de: '{count}-mal',
    en: '{count} {count#time|times}',
  },
  when: { fr: 'Quand', nl: 'Wanneer', de: 'Wann', en: 'When' },
  who: { fr: 'Qui', nl: 'Wie', de: 'Wer', en: 'Who' },
  what: { fr: 'Quoi', nl: 'Wat', de: 'Was', en: 'What' },
  details: { fr: 'Détails', nl: 'Details', de: 'Einzelheiten', en: 'Details' },
  place: { fr: 'Journal', nl: 'Logboek', de: 'Protokoll', en: 'Log' },
  unnumbered: { fr: 'en attente', nl: 'wacht', de: 'wartet', en: 'waiting' },
  erased: {
    fr: 'Effacé le {day}',
    nl: 'Gewist op {day}',
    de: 'Gelöscht am {day}',
    en: 'Erased on {day}',
  },
  erasedBy: {
    fr: 'Effacé le {day} ({article})',
    nl: 'Gewist op {day} ({article})',
    de: 'Gelöscht am {day} ({article})',
    en: 'Erased on {day} ({article})',
  },
  erasedAt: {
    fr: 'écrit au journal sous le n° {index}',
    nl: 'in het logboek onder nr. {index}',
    de: 'im Protokoll unter Nr. {index}',
    en: 'written in the log at {index}',
  },
  agent: {
    fr: 'agent {agent}',
    nl: 'medewerker {agent}',
    de: 'Bedienstete/r {agent}',
    en: 'agent {agent}',
  },
  mine: {
    fr: 'Vous voyez les actes de votre organisme.',
    nl: 'U ziet de handelingen van uw instelling.',
    de: 'Sie sehen die Handlungen Ihrer Einrichtung.',
    en: 'You see the acts of your agency.',
  },
  blocked: {
    fr: 'arrêté par une opposition',
    nl: 'tegengehouden door een bezwaar',
    de: 'durch Widerspruch gestoppt',
    en: 'stopped by an objection',
  },
  notIntegrated: {
    fr: 'arrêté : pas de dossier aux deux bouts (BCSS)',
    nl: 'tegengehouden: geen dossier aan beide kanten (KSZ)',
    de: 'gestoppt: keine Akte an beiden Enden (ZDSS)',
    en: 'stopped: no file at both ends (BCSS)',
  },
})
