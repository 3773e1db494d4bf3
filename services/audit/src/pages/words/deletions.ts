import { defineWords } from '@unefois/pages'

/** What is erased, when, and the proof of it. */
export const deletionWords = defineWords({
  title: { fr: 'Effacements', nl: 'Wissingen', de: 'Löschungen', en: 'Deletions' },
  overdue: {
    fr: '{count} en retard',
    nl: '{count} te laat',
    de: '{count} überfällig',
    en: '{count} overdue',
  },
  overdueWhy: {
    fr: `Cela aurait dû disparaître il y a plus d’une heure. Prévenez l’exploitant de la
      plateforme.`,
    nl: `Dit had meer dan een uur geleden weg moeten zijn. Verwittig de beheerder van het
      platform.`,
    de: 'Das hätte vor über einer Stunde gelöscht sein müssen. Verständigen Sie den Betreiber.',
    en: 'This should have been gone for more than an hour. Tell the hub’s operator.',
  },
  onTime: {
    fr: 'Rien n’est en retard',
    nl: 'Niets is te laat',
    de: 'Nichts ist überfällig',
    en: 'Nothing is overdue',
  },
  asOf: {
    fr: `On compte ce qui est numéroté au journal ; un mois de plus de dix mille signalements
      est une estimation.`,
    nl: `Geteld is wat in het logboek een nummer heeft; een maand met meer dan tienduizend
      signalen is een schatting.`,
    de: `Gezählt ist, was im Protokoll eine Nummer hat; ein Monat mit mehr als zehntausend
      Meldungen ist geschätzt.`,
    en: `What has a number in the log, in counts; a month of more than ten thousand signals is
      an estimate.`,
  },
  coming: { fr: 'Mois à venir', nl: 'Komende maanden', de: 'Kommende Monate', en: 'Coming months' },
  nothingSoon: {
    fr: 'Rien n’arrive à terme dans les douze mois.',
    nl: 'In de komende twaalf maanden loopt geen termijn af.',
    de: 'In den nächsten zwölf Monaten läuft keine Frist ab.',
    en: 'Nothing reaches its term in twelve months.',
  },
  newest: {
    fr: 'Les plus récents',
    nl: 'De nieuwste',
    de: 'Die neuesten',
    en: 'The newest',
  },
  items: { fr: 'Éléments', nl: 'Elementen', de: 'Elemente', en: 'Items' },
  later: {
    fr: 'Plus tard : {count}.',
    nl: 'Later: {count}.',
    de: 'Später: {count}.',
    en: 'Later: {count}.',
  },
  due: { fr: 'À effacer', nl: 'Te wissen', de: 'Zu löschen', en: 'To be erased' },
  kind: { fr: 'Quoi', nl: 'Wat', de: 'Was', en: 'What' },
  owner: { fr: 'Chez', nl: 'Bij', de: 'Bei', en: 'Held by' },
  article: { fr: 'Texte', nl: 'Tekst', de: 'Rechtstext', en: 'By' },
  next: { fr: 'Prochaine échéance', nl: 'Eerstvolgende', de: 'Nächste Frist', en: 'Next' },
  soon: { fr: 'Sous 30 jours', nl: 'Binnen 30 dagen', de: 'Binnen 30 Tagen', en: 'Within 30 days' },
  total: { fr: 'En tout', nl: 'In totaal', de: 'Insgesamt', en: 'In all' },
  late: { fr: 'En retard', nl: 'Te laat', de: 'Überfällig', en: 'Overdue' },
  done: {
    fr: 'Effacé ces 30 derniers jours',
    nl: 'Gewist in de laatste 30 dagen',
    de: 'In den letzten 30 Tagen gelöscht',
    en: 'Erased in the last 30 days',
  },
  reason: { fr: 'Pourquoi', nl: 'Waarom', de: 'Warum', en: 'Why' },
  last: { fr: 'Dernier', nl: 'Laatste', de: 'Zuletzt', en: 'Last' },
  certificates: {
    fr: 'Certificats',
    nl: 'Certificaten',
    de: 'Bescheinigungen',
    en: 'Certificates',
  },
  certificatesAbout: {
    fr: `Certificats signés : {made}. Effacements qui attendent encore le leur : {waiting} ; un
      certificat est signé sous 48 heures, dès que plus aucune clé ne peut défaire
      l’effacement. Un fichier téléchargé se vérifie sans la plateforme, avec «unefois verify».`,
    nl: `Ondertekende certificaten: {made}. Wissingen die er nog op wachten: {waiting}; een
      certificaat wordt binnen 48 uur ondertekend, zodra geen sleutel de wissing nog ongedaan
      kan maken. Een gedownload bestand controleert u zonder het platform met “unefois verify”.`,
    de: `Unterzeichnete Bescheinigungen: {made}. Löschungen, die noch darauf warten: {waiting};
      unterzeichnet wird binnen 48 Stunden, sobald kein Schlüssel die Löschung mehr rückgängig
      machen kann. Eine heruntergeladene Datei prüfen Sie ohne die Plattform mit
      „unefois verify“.`,
    en: `Certificates signed: {made}. Erasures that still wait for theirs: {waiting}; one is
      signed within 48 hours, once no key can undo the erasure. A downloaded file can be
      checked without the hub, with “unefois verify”.`,
  },
  allCertificates: {
    fr: 'Tous les certificats',
    nl: 'Alle certificaten',
    de: 'Alle Bescheinigungen',
    en: 'All certificates',
  },
  erasedAt: { fr: 'Effacé le', nl: 'Gewist op', de: 'Gelöscht am', en: 'Erased on' },
  madeAt: { fr: 'Signé le', nl: 'Ondertekend op', de: 'Unterzeichnet am', en: 'Signed on' },
  certificate: {
    fr: 'Certificat {number}',
    nl: 'Certificaat {number}',
    de: 'Bescheinigung {number}',
    en: 'Certificate {number}',
  },
  holds: {
    fr: 'Conservations légales',
    nl: 'Wettelijke bewaringen',
    de: 'Rechtliche Aufbewahrungen',
    en: 'Legal holds',
  },
  noHold: {
    fr: 'Rien n’est conservé au-delà de son terme.',
    nl: 'Niets wordt langer dan de termijn bewaard.',
    de: 'Nichts wird über seine Frist hinaus aufbewahrt.',
    en: 'Nothing is kept beyond its term.',
  },
  basis: { fr: 'Fondement', nl: 'Grondslag', de: 'Grundlage', en: 'Basis' },
  placed: { fr: 'Posée le', nl: 'Geplaatst op', de: 'Angeordnet am', en: 'Placed on' },
  ends: { fr: 'Jusqu’au', nl: 'Tot', de: 'Bis', en: 'Until' },
  signals: { fr: 'Signalements', nl: 'Signalen', de: 'Meldungen', en: 'Signals' },
  state: { fr: 'État', nl: 'Status', de: 'Status', en: 'State' },
  held: { fr: 'en cours', nl: 'loopt', de: 'läuft', en: 'in force' },
  ended: { fr: 'terminée', nl: 'beëindigd', de: 'beendet', en: 'ended' },
})
