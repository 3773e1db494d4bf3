import { defineWords } from '@unefois/pages'

/** The rooms of the console. */
export const navigationWords = defineWords({
  service: {
    fr: 'Unefois · délégué à la protection des données',
    nl: 'Unefois · functionaris voor gegevensbescherming',
    de: 'Unefois · Datenschutzbeauftragte',
    en: 'Unefois · data protection officer',
  },
  home: { fr: 'Accueil', nl: 'Begin', de: 'Start', en: 'Home' },
  search: { fr: 'Recherche', nl: 'Zoeken', de: 'Suche', en: 'Search' },
  files: { fr: 'Dossiers', nl: 'Dossiers', de: 'Akten', en: 'Files' },
  breaches: { fr: 'Violations', nl: 'Inbreuken', de: 'Verletzungen', en: 'Breaches' },
  volumes: { fr: 'Volumes', nl: 'Volumes', de: 'Mengen', en: 'Volumes' },
  deletions: { fr: 'Effacements', nl: 'Wissingen', de: 'Löschungen', en: 'Deletions' },
  objections: { fr: 'Oppositions', nl: 'Bezwaren', de: 'Widersprüche', en: 'Objections' },
  log: { fr: 'Journal', nl: 'Logboek', de: 'Protokoll', en: 'Log' },
  registers: { fr: 'Registres', nl: 'Registers', de: 'Verzeichnisse', en: 'Registers' },
  access: { fr: 'Accès', nl: 'Inzage', de: 'Auskunft', en: 'Access' },
})
