import { defineWords } from '@unefois/pages'

/** The thresholds in plain words, each with its numbers. */
export const flagRuleWords = defineWords({
  'volume-high': {
    fr: `Un jour avec au moins {min} signalements d’une convention, au moins {times} fois son
      jour médian des {days} jours d’avant, et plus que chacun d’eux. Une convention de moins
      de {active} jours actifs n’a pas encore de passé.`,
    nl: `Een dag met minstens {min} signalen van een overeenkomst, minstens {times} keer haar
      middelste dag van de {days} dagen ervoor, en meer dan elk daarvan. Een overeenkomst met
      minder dan {active} actieve dagen heeft nog geen verleden.`,
    de: `Ein Tag mit mindestens {min} Meldungen einer Vereinbarung, mindestens {times} Mal ihr
      mittlerer Tag der {days} Tage davor und mehr als jeder von ihnen. Eine Vereinbarung mit
      weniger als {active} aktiven Tagen hat noch keine Vergangenheit.`,
    en: `A day with at least {min} signals of an agreement, at least {times} times its middle
      day of the {days} days before, and more than any of them. An agreement with fewer than
      {active} active days has no past yet.`,
  },
  'volume-low': {
    fr: `Une semaine avec moins de {share} de la semaine médiane des huit d’avant, si celle-ci
      en avait au moins {min}.`,
    nl: `Een week met minder dan {share} van de middelste van de acht weken ervoor, als die er
      minstens {min} had.`,
    de: `Eine Woche mit weniger als {share} der mittleren der acht Wochen davor, wenn diese
      mindestens {min} hatte.`,
    en: `A week with less than {share} of the middle one of the eight before, where that had at
      least {min}.`,
  },
  hours: {
    fr: `Au moins {min} actes de personnes d’un organisme un même jour, avant {from} h, après
      {to} h, un week-end ou un jour férié (heure de Paris et Bruxelles), sauf si c’est
      arrivé plus de {habit} jours sur les {days} d’avant. Les systèmes n’ont pas d’heures.`,
    nl: `Minstens {min} handelingen van mensen van een instelling op één dag, vóór {from} uur,
      na {to} uur, in het weekend of op een feestdag (uur van Parijs en Brussel), tenzij dat
      meer dan {habit} van de {days} dagen ervoor gebeurde. Systemen hebben geen uren.`,
    de: `Mindestens {min} Handlungen von Menschen einer Einrichtung an einem Tag, vor {from}
      Uhr, nach {to} Uhr, am Wochenende oder an einem Feiertag (Zeit von Paris und Brüssel),
      außer wenn das an mehr als {habit} der {days} Tage davor so war. Systeme haben keine
      Uhrzeiten.`,
    en: `At least {min} acts by an agency’s people on one day, before {from}:00, after {to}:00,
      on a weekend or on a bank holiday (time of Paris and Brussels), unless that happened on
      more than {habit} of the {days} days before. Systems keep no hours.`,
  },
  'agent-count': {
    fr: `En une semaine, au moins {min} actes de même nature d’un agent, et au moins {times}
      fois le collègue médian ; il faut au moins {peers} collègues.`,
    nl: `In een week minstens {min} handelingen van dezelfde soort door een medewerker, en
      minstens {times} keer de middelste collega; er moeten minstens {peers} collega’s zijn.`,
    de: `In einer Woche mindestens {min} Handlungen derselben Art eines Mitarbeiters und
      mindestens {times} Mal der mittlere Kollege; es braucht mindestens {peers} Kollegen.`,
    en: `In a week, at least {min} acts of one kind by an agent, and at least {times} times the
      middle colleague; there must be at least {peers} colleagues.`,
  },
  'agent-erasing': {
    fr: `En {days} jours, au moins {min} accompagnements clos par un agent avec une issue qui
      efface, au moins {share} de tous les siens, et {times} fois la part de ses collègues.
      Rien ne reste de ces dossiers à relire : il faut regarder tôt.`,
    nl: `In {days} dagen minstens {min} begeleidingen door een medewerker afgesloten met een
      uitkomst die wist, minstens {share} van al zijn begeleidingen, en {times} keer het deel van de
      collega’s. Van die dossiers blijft niets om na te lezen: kijk er vroeg naar.`,
    de: `In {days} Tagen mindestens {min} Begleitungen eines Mitarbeiters mit einem Ergebnis
      abgeschlossen, das löscht, mindestens {share} aller seiner Begleitungen und
      {times} Mal der Anteil der Kollegen. Von diesen Fällen bleibt nichts zum Nachlesen: man
      muss früh hinsehen.`,
    en: `In {days} days, at least {min} cases closed by an agent with an outcome that erases, at
      least {share} of all of theirs, and {times} times their colleagues’ share. Nothing is
      left of those cases to read again, so look early.`,
  },
  'agency-erasing': {
    fr: `La même chose pour tout un organisme : au moins {min} en {days} jours, au moins {share}
      de tous, et {times} fois sa propre part des {past} jours d’avant.`,
    nl: `Hetzelfde voor een hele instelling: minstens {min} in {days} dagen, minstens {share}
      van alle, en {times} keer haar eigen deel van de {past} dagen ervoor.`,
    de: `Dasselbe für eine ganze Einrichtung: mindestens {min} in {days} Tagen, mindestens
      {share} von allen und {times} Mal ihr eigener Anteil der {past} Tage davor.`,
    en: `The same for a whole agency: at least {min} in {days} days, at least {share} of all,
      and {times} times its own share of the {past} days before.`,
  },
})
