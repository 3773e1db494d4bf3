import { defineWords } from '@unefois/pages'

/** What an officer has just done, said once on the page that comes after. */
export const doneWords = defineWords({
  asked: {
    fr: 'La recherche est demandée. Une autre personne décide.',
    nl: 'De opzoeking is gevraagd. Iemand anders beslist.',
    de: 'Die Suche ist beantragt. Eine andere Person entscheidet.',
    en: 'The search is asked for. Somebody else decides.',
  },
  approved: {
    fr: 'La recherche est approuvée, pour une heure.',
    nl: 'De opzoeking is goedgekeurd, voor een uur.',
    de: 'Die Suche ist genehmigt, für eine Stunde.',
    en: 'The search is approved, for an hour.',
  },
  refused: {
    fr: 'La recherche est refusée.',
    nl: 'De opzoeking is geweigerd.',
    de: 'Die Suche ist abgelehnt.',
    en: 'The search is refused.',
  },
  fileClosed: {
    fr: 'Le dossier est clos.',
    nl: 'Het dossier is afgesloten.',
    de: 'Die Akte ist geschlossen.',
    en: 'The file is closed.',
  },
  counted: {
    fr: 'Les signalements touchés sont comptés de nouveau.',
    nl: 'De getroffen signalen zijn opnieuw geteld.',
    de: 'Die betroffenen Meldungen sind neu gezählt.',
    en: 'The signals touched are counted again.',
  },
  notified: {
    fr: 'La notification est notée.',
    nl: 'De melding is genoteerd.',
    de: 'Die Meldung an die Behörde ist vermerkt.',
    en: 'The notice is noted.',
  },
  breachClosed: {
    fr: 'La violation est close.',
    nl: 'De inbreuk is afgesloten.',
    de: 'Die Verletzung ist abgeschlossen.',
    en: 'The breach is closed.',
  },
  settled: {
    fr: 'Votre réponse est enregistrée.',
    nl: 'Uw antwoord is opgeslagen.',
    de: 'Ihre Antwort ist gespeichert.',
    en: 'Your answer is recorded.',
  },
  given: {
    fr: 'C’est noté : la personne a reçu cette part.',
    nl: 'Genoteerd: de persoon heeft dit deel gekregen.',
    de: 'Vermerkt: Die Person hat diesen Teil erhalten.',
    en: 'Noted: the person has this part.',
  },
})
