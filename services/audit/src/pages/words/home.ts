import { defineWords } from '@unefois/pages'

/** The first page: what needs the officer today. */
export const homeWords = defineWords({
  title: { fr: 'Aujourd’hui', nl: 'Vandaag', de: 'Heute', en: 'Today' },
  nothing: {
    fr: 'Rien ne demande votre attention.',
    nl: 'Niets vraagt uw aandacht.',
    de: 'Für Sie liegt nichts vor.',
    en: 'Nothing needs you.',
  },
  overdue: {
    fr: 'Effacements en retard',
    nl: 'Te late wissingen',
    de: 'Überfällige Löschungen',
    en: 'Deletions overdue',
  },
  unheard: {
    fr: 'Effacements : l’annuaire ne répond pas, rien n’est compté',
    nl: 'Wissingen: het register antwoordt niet, niets is geteld',
    de: 'Löschungen: das Verzeichnis antwortet nicht, nichts ist gezählt',
    en: 'Deletions: the registry does not answer, nothing is counted',
  },
  receipts: {
    fr: 'Oppositions sans accusé d’effacement après une heure',
    nl: 'Bezwaren zonder bevestiging van wissing na een uur',
    de: 'Widersprüche ohne Löschbestätigung nach einer Stunde',
    en: 'Objections without receipt of erasure after an hour',
  },
  orders: {
    fr: 'Limitations sans accusé après une heure',
    nl: 'Beperkingen zonder bevestiging na een uur',
    de: 'Einschränkungen ohne Bestätigung nach einer Stunde',
    en: 'Restrictions without receipt after an hour',
  },
  log: {
    fr: 'À vérifier au journal',
    nl: 'In het logboek na te kijken',
    de: 'Im Protokoll zu prüfen',
    en: 'To be checked in the log',
  },
  flags: {
    fr: 'Chiffres hors de l’ordinaire',
    nl: 'Ongewone cijfers',
    de: 'Ungewöhnliche Zahlen',
    en: 'Figures out of the ordinary',
  },
  searches: {
    fr: 'Recherches par numéro à approuver ou à refuser',
    nl: 'Opzoekingen op nummer waarover u beslist',
    de: 'Suchen nach Nummer, über die Sie entscheiden',
    en: 'Searches by number to approve or refuse',
  },
  late: {
    fr: 'Violations non notifiées après 72 heures',
    nl: 'Inbreuken niet gemeld na 72 uur',
    de: 'Nach 72 Stunden nicht gemeldete Verletzungen',
    en: 'Breaches not notified after 72 hours',
  },
  long: {
    fr: 'Violations ouvertes depuis plus de trois mois',
    nl: 'Inbreuken al meer dan drie maanden open',
    de: 'Verletzungen seit mehr als drei Monaten offen',
    en: 'Breaches open for more than three months',
  },
  untold: {
    fr: 'Violations à notifier',
    nl: 'Te melden inbreuken',
    de: 'Zu meldende Verletzungen',
    en: 'Breaches to be notified',
  },
})
