import { defineWords } from '@unefois/pages'

/** What may be wrong with a breach's forms. */
export const breachFaultWords = defineWords({
  reference: {
    fr: 'Donnez une référence de 2 à 120 caractères, sans numéro de personne.',
    nl: 'Geef een referentie van 2 tot 120 tekens, zonder nummer van een persoon.',
    de: 'Geben Sie ein Aktenzeichen von 2 bis 120 Zeichen an, ohne Nummer einer Person.',
    en: 'Give a reference of 2 to 120 characters, without any person’s number.',
  },
  natures: {
    fr: 'Cochez ce qui est atteint.',
    nl: 'Kruis aan wat getroffen is.',
    de: 'Kreuzen Sie an, was betroffen ist.',
    en: 'Tick what was breached.',
  },
  known: {
    fr: 'Dites quand la violation fut connue : un jour et une heure passés.',
    nl: 'Zeg wanneer de inbreuk bekend werd: een dag en een uur in het verleden.',
    de: 'Sagen Sie, wann die Verletzung bekannt wurde: Tag und Uhrzeit in der Vergangenheit.',
    en: 'Say when the breach became known: a day and an hour that are past.',
  },
  time: {
    fr: 'La période va d’un jour au même jour ou à un plus tardif, un an plus loin au plus.',
    nl: 'De periode gaat van een dag tot dezelfde of een latere, hoogstens een jaar verder.',
    de: 'Der Zeitraum reicht von einem Tag bis zum selben oder späteren, höchstens ein Jahr.',
    en: 'The time goes from a day to the same or a later one, a year further at most.',
  },
  agent: {
    fr: 'Un agent s’écrit agt_ suivi de lettres et de chiffres, avec son organisme.',
    nl: 'De code van een medewerker is agt_ met letters en cijfers; kies ook de instelling.',
    de: 'Die Kennung ist agt_ mit Buchstaben und Ziffern; wählen Sie auch die Einrichtung.',
    en: 'An agent is written agt_ with letters and digits, with their agency.',
  },
  key: {
    fr: 'Une clé s’écrit rk_ suivi de 32 caractères ; aucune de ce nom n’est connue.',
    nl: 'Een sleutel is rk_ gevolgd door 32 tekens; deze is niet bekend.',
    de: 'Ein Schlüssel ist rk_ mit 32 Zeichen; dieser ist nicht bekannt.',
    en: 'A key is written rk_ with 32 characters; none of this name is known.',
  },
  authority: {
    fr: 'Dites quelle autorité fut prévenue.',
    nl: 'Zeg welke autoriteit werd ingelicht.',
    de: 'Sagen Sie, welche Behörde informiert wurde.',
    en: 'Say which authority was told.',
  },
  notified: {
    fr: 'Dites quand : après que la violation fut connue, et pas dans l’avenir.',
    nl: 'Zeg wanneer: nadat de inbreuk bekend werd, en niet in de toekomst.',
    de: 'Sagen Sie wann: nach dem Bekanntwerden, und nicht in der Zukunft.',
    en: 'Say when: after the breach became known, and not in the future.',
  },
  late: {
    fr: 'La notification est tardive : dites pourquoi.',
    nl: 'De melding is laat: zeg waarom.',
    de: 'Die Meldung ist verspätet: sagen Sie warum.',
    en: 'The notice is late: say why.',
  },
})
