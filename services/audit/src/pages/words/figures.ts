import { defineWords } from '@unefois/pages'

/** What several pages of figures say. */
export const figureWords = defineWords({
  period: { fr: 'Période', nl: 'Periode', de: 'Zeitraum', en: 'Period' },
  lastDays: {
    fr: '{days} derniers jours',
    nl: 'Laatste {days} dagen',
    de: 'Letzte {days} Tage',
    en: 'Last {days} days',
  },
  agreement: { fr: 'Convention', nl: 'Overeenkomst', de: 'Vereinbarung', en: 'Agreement' },
  agency: { fr: 'Organisme', nl: 'Instelling', de: 'Einrichtung', en: 'Agency' },
  day: { fr: 'Jour', nl: 'Dag', de: 'Tag', en: 'Day' },
  from: { fr: 'À partir du', nl: 'Vanaf', de: 'Ab', en: 'From' },
  size: { fr: 'Taille', nl: 'Grootte', de: 'Größe', en: 'Size' },
  download: { fr: 'Télécharger', nl: 'Downloaden', de: 'Herunterladen', en: 'Download' },
  none: { fr: 'aucun', nl: 'geen', de: 'keine', en: 'none' },
  never: { fr: 'jamais', nl: 'nooit', de: 'nie', en: 'never' },
  total: { fr: 'Total', nl: 'Totaal', de: 'Gesamt', en: 'Total' },
})
