import { defineWords } from '@unefois/pages'

/** Volumes per agreement. */
export const volumeWords = defineWords({
  title: { fr: 'Volumes', nl: 'Volumes', de: 'Mengen', en: 'Volumes' },
  perAgreement: {
    fr: 'Signalements par convention',
    nl: 'Signalen per overeenkomst',
    de: 'Meldungen je Vereinbarung',
    en: 'Signals per agreement',
  },
  most: {
    fr: 'Conventions les plus actives',
    nl: 'Meest actieve overeenkomsten',
    de: 'Aktivste Vereinbarungen',
    en: 'Busiest agreements',
  },
  signals: { fr: 'Signalements', nl: 'Signalen', de: 'Meldungen', en: 'Signals' },
  sent: { fr: 'Envoyés', nl: 'Verzonden', de: 'Gesendet', en: 'Sent' },
  before: {
    fr: 'Période d’avant',
    nl: 'Periode ervoor',
    de: 'Zeitraum davor',
    en: 'Period before',
  },
  opened: { fr: 'Ouverts', nl: 'Geopend', de: 'Geöffnet', en: 'Opened' },
  closed: { fr: 'Clos', nl: 'Afgesloten', de: 'Abgeschlossen', en: 'Closed' },
  erasing: {
    fr: 'Clos en effaçant',
    nl: 'Afgesloten met wissing',
    de: 'Mit Löschung abgeschlossen',
    en: 'Closed with erasure',
  },
  none: {
    fr: 'Aucun acte sur cette période.',
    nl: 'Geen handelingen in deze periode.',
    de: 'Keine Handlungen in diesem Zeitraum.',
    en: 'Nothing was done in this period.',
  },
  rest: {
    fr: 'et {count} {count#autre convention, moins active|autres conventions, moins actives}',
    nl: 'en {count} andere, minder actieve {count#overeenkomst|overeenkomsten}',
    de: 'und {count} weitere, weniger aktive {count#Vereinbarung|Vereinbarungen}',
    en: 'and {count} other, less busy {count#agreement|agreements}',
  },
  about: {
    fr: `Les jours vont de minuit à minuit, temps universel. «Envoyés» compte aussi ce qui n’a
      été transmis à personne : qui s’est opposé ne se lit dans aucun chiffre.`,
    nl: `Dagen lopen van middernacht tot middernacht, wereldtijd. “Verzonden” telt ook wat aan
      niemand is doorgegeven: wie bezwaar heeft gemaakt, staat in geen enkel cijfer.`,
    de: `Tage gehen von Mitternacht bis Mitternacht, Weltzeit. „Gesendet“ zählt auch, was
      niemandem übermittelt wurde: wer widersprochen hat, steht in keiner Zahl.`,
    en: `Days go from midnight to midnight, universal time. “Sent” also counts what was passed
      on to nobody: no figure tells who objected.`,
  },
  ownOnly: {
    fr: 'Vous voyez les actes de votre organisme ; un tiret marque ceux de l’autre.',
    nl: 'U ziet de handelingen van uw instelling; een streepje staat voor die van de andere.',
    de: 'Sie sehen die Handlungen Ihrer Einrichtung; ein Strich steht für die der anderen.',
    en: 'You see the acts of your own agency; a dash stands for the other’s.',
  },
  course: { fr: 'Jour par jour', nl: 'Dag per dag', de: 'Tag für Tag', en: 'Day by day' },
  weeks: { fr: 'Par semaine', nl: 'Per week', de: 'Woche für Woche', en: 'By week' },
  erasingCount: {
    fr: `Clos avec une issue qui efface tout de suite (opposition, pas de droit, renoncement) :
      {count}.`,
    nl: 'Afgesloten met een uitkomst die meteen wist (bezwaar, geen recht, afstand): {count}.',
    de: `Abgeschlossen mit einem Ergebnis, das sofort löscht (Widerspruch, kein Anspruch,
      Verzicht): {count}.`,
    en: 'Closed with an outcome that erases at once (objected, not eligible, renounced): {count}.',
  },
  back: {
    fr: 'Toutes les conventions',
    nl: 'Alle overeenkomsten',
    de: 'Alle Vereinbarungen',
    en: 'All agreements',
  },
})
