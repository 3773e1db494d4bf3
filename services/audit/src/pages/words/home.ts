import { defineWords } from '@unefois/pages'

/** The first page: what needs the officer today. */
export const homeWords = defineWords({
  title: { fr: 'Aujourd’hui', nl: 'Vandaag', de: 'Heute', en: 'Today' },
  nothing: {
    fr: 'Rien ne demande votre attention.',
    nl: 'Niets vraagt uw aandacht.',
    de: 'Nichts verlangt Ihre Aufmerksamkeit.',
    en: 'Nothing needs you.',
  },
  overdue: {
    fr: 'Effacements en retard : {count}',
    nl: 'Wissingen te laat: {count}',
    de: 'Überfällige Löschungen: {count}',
    en: 'Deletions overdue: {count}',
  },
  unheard: {
    fr: 'Effacements : l’annuaire ne répond pas, rien n’est compté',
    nl: 'Wissingen: het register antwoordt niet, niets is geteld',
    de: 'Löschungen: das Verzeichnis antwortet nicht, nichts ist gezählt',
    en: 'Deletions: the registry does not answer, nothing is counted',
  },
  receipts: {
    fr: 'Oppositions sans accusé d’effacement après une heure : {count}',
    nl: 'Bezwaren zonder bevestiging van wissing na een uur: {count}',
    de: 'Widersprüche ohne Löschbestätigung nach einer Stunde: {count}',
    en: 'Objections without receipt of erasure after an hour: {count}',
  },
  log: {
    fr: 'Journal : {count} à vérifier',
    nl: 'Logboek: {count} na te kijken',
    de: 'Protokoll: {count} zu prüfen',
    en: 'Log: {count} to be checked',
  },
  flags: {
    fr: 'Chiffres hors de l’ordinaire : {count}',
    nl: 'Ongewone cijfers: {count}',
    de: 'Ungewöhnliche Zahlen: {count}',
    en: 'Figures out of the ordinary: {count}',
  },
  searches: {
    fr: 'Recherches par numéro à approuver ou à refuser : {count}',
    nl: 'Opzoekingen op nummer goed te keuren of te weigeren: {count}',
    de: 'Suchen nach Nummer zu genehmigen oder abzulehnen: {count}',
    en: 'Searches by number to approve or refuse: {count}',
  },
  late: {
    fr: 'Violations non notifiées après 72 heures : {count}',
    nl: 'Inbreuken niet gemeld na 72 uur: {count}',
    de: 'Verletzungen nach 72 Stunden nicht gemeldet: {count}',
    en: 'Breaches not notified after 72 hours: {count}',
  },
  long: {
    fr: 'Violations ouvertes depuis plus de trois mois : {count}',
    nl: 'Inbreuken al meer dan drie maanden open: {count}',
    de: 'Verletzungen seit mehr als drei Monaten offen: {count}',
    en: 'Breaches open for more than three months: {count}',
  },
  untold: {
    fr: 'Violations à notifier : {count}',
    nl: 'Te melden inbreuken: {count}',
    de: 'Zu meldende Verletzungen: {count}',
    en: 'Breaches to be notified: {count}',
  },
})
