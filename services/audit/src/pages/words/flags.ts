import { defineWords } from '@unefois/pages'

/** What stands out, and how it is explained. A flag never accuses. */
export const flagWords = defineWords({
  title: { fr: 'À regarder', nl: 'Te bekijken', de: 'Auffälliges', en: 'Worth a look' },
  about: {
    fr: `Ces chiffres sortent de l’ordinaire. Il y a souvent une bonne raison : une campagne, un
      rattrapage, un remplacement. Un chiffre n’accuse personne.`,
    nl: `Deze cijfers wijken af van het gewone. Vaak is er een goede reden: een campagne, een
      inhaalbeweging, een vervanging. Een cijfer beschuldigt niemand.`,
    de: `Diese Zahlen sind ungewöhnlich. Oft gibt es einen guten Grund: eine Kampagne, ein
      Nachholen, eine Vertretung. Eine Zahl beschuldigt niemanden.`,
    en: `These figures are out of the ordinary. There is often a good reason: a campaign,
      catching up, standing in for somebody. A figure accuses nobody.`,
  },
  one: {
    fr: 'À regarder : {day}',
    nl: 'Te bekijken: {day}',
    de: 'Auffällig: {day}',
    en: 'Worth a look: {day}',
  },
  back: {
    fr: 'Retour à la liste',
    nl: 'Terug naar de lijst',
    de: 'Zurück zur Liste',
    en: 'Back to the list',
  },
  none: {
    fr: 'Aucun chiffre ne sort de l’ordinaire.',
    nl: 'Geen enkel cijfer wijkt af van het gewone.',
    de: 'Keine Zahl ist ungewöhnlich.',
    en: 'No figure is out of the ordinary.',
  },
  all: {
    fr: 'Tous, aussi ceux déjà examinés',
    nl: 'Alle, ook de al bekeken',
    de: 'Alle, auch die schon geprüften',
    en: 'All, also those looked into',
  },
  seeAll: {
    fr: 'Tout ce qui est à regarder, et quand un chiffre est montré',
    nl: 'Alles wat te bekijken is, en wanneer een cijfer wordt getoond',
    de: 'Alles Auffällige, und wann eine Zahl gezeigt wird',
    en: 'All that is worth a look, and when a figure is shown',
  },
  rules: {
    fr: 'Quand un chiffre est montré',
    nl: 'Wanneer een cijfer wordt getoond',
    de: 'Wann eine Zahl gezeigt wird',
    en: 'When a figure is shown',
  },
  what: {
    fr: 'Ce qui a été vu',
    nl: 'Wat is gezien',
    de: 'Was gesehen wurde',
    en: 'What was seen',
  },
  whose: { fr: 'De qui', nl: 'Van wie', de: 'Von wem', en: 'Whose' },
  state: { fr: 'État', nl: 'Status', de: 'Status', en: 'State' },
  open: { fr: 'à examiner', nl: 'te bekijken', de: 'zu prüfen', en: 'to look into' },
  agentOf: {
    fr: 'Agent {agent}, {agency}',
    nl: 'Medewerker {agent}, {agency}',
    de: 'Bedienstete/r {agent}, {agency}',
    en: 'Agent {agent}, {agency}',
  },
  'volume-high': {
    fr: `Jour chargé : {count} signalements. Les {among} jours actifs d’avant, le plus chargé en
      avait {most}, le jour médian {usual}.`,
    nl: `Drukke dag: {count} signalen. Van de {among} actieve dagen ervoor had de drukste er
      {most}, de middelste {usual}.`,
    de: `Starker Tag: {count} Meldungen. Von den {among} aktiven Tagen davor hatte der stärkste
      {most}, der mittlere {usual}.`,
    en: `Busy day: {count} signals. Of the {among} active days before, the busiest had {most},
      the middle one {usual}.`,
  },
  'volume-low': {
    fr: `Semaine calme : {count} {count#signalement|signalements}. La semaine médiane des
      {among} d’avant en avait {usual}.`,
    nl: `Rustige week: {count} {count#signaal|signalen}. De middelste week van de {among} ervoor
      had er {usual}.`,
    de: `Ruhige Woche: {count} {count#Meldung|Meldungen}. Die mittlere der {among} Wochen davor
      hatte {usual}.`,
    en: `Quiet week: {count} {count#signal|signals}. The middle one of the {among} weeks before
      had {usual}.`,
  },
  hours: {
    fr: `{count} des {of} actes de personnes ont eu lieu la nuit, un week-end ou un jour férié ;
      c’est arrivé {among} fois les huit semaines d’avant.`,
    nl: `{count} van de {of} handelingen van mensen vonden ’s nachts, in het weekend of op een
      feestdag plaats; in de acht weken ervoor gebeurde dat {among} keer.`,
    de: `{count} von {of} Handlungen von Menschen fanden nachts, am Wochenende oder an einem
      Feiertag statt; in den acht Wochen davor kam das {among}-mal vor.`,
    en: `{count} of the {of} acts by people took place at night, on a weekend or on a bank
      holiday; that happened {among} {among#time|times} in the eight weeks before.`,
  },
  'agent-count': {
    fr: `{operation} : {count} fois en une semaine. Chez ses {among} collègues, médiane :
      {usual}, maximum : {most}.`,
    nl: `{operation}: {count} keer in een week. Bij de {among} collega’s, mediaan: {usual},
      maximum: {most}.`,
    de: `{operation}: {count}-mal in einer Woche. Bei den {among} Kollegen, Median: {usual},
      Höchstwert: {most}.`,
    en: `{operation}: {count} times in a week. Among {among} colleagues, median: {usual},
      highest: {most}.`,
  },
  'agent-erasing': {
    fr: `{count} accompagnements sur {of} clos en quatre semaines avec une issue qui efface
      ({share}). Chez les collègues : {usual} sur {among}.`,
    nl: `{count} van {of} begeleidingen in vier weken afgesloten met een uitkomst die wist
      ({share}). Bij de collega’s: {usual} van {among}.`,
    de: `{count} von {of} Begleitungen in vier Wochen mit einem Ergebnis abgeschlossen, das
      löscht ({share}). Bei den Kollegen: {usual} von {among}.`,
    en: `{count} of {of} cases closed in four weeks with an outcome that erases ({share}). Among
      colleagues: {usual} of {among}.`,
  },
  'agency-erasing': {
    fr: `{count} accompagnements sur {of} clos en quatre semaines avec une issue qui efface
      ({share}). Les douze semaines d’avant : {usual} sur {among}.`,
    nl: `{count} van {of} begeleidingen in vier weken afgesloten met een uitkomst die wist
      ({share}). In de twaalf weken ervoor: {usual} van {among}.`,
    de: `{count} von {of} Begleitungen in vier Wochen mit einem Ergebnis abgeschlossen, das
      löscht ({share}). In den zwölf Wochen davor: {usual} von {among}.`,
    en: `{count} of {of} cases closed in four weeks with an outcome that erases ({share}). In
      the twelve weeks before: {usual} of {among}.`,
  },
  settle: {
    fr: 'Ce que vous avez trouvé',
    nl: 'Wat u hebt gevonden',
    de: 'Was Sie gefunden haben',
    en: 'What you found',
  },
  settleHint: {
    fr: 'Votre réponse est inscrite au journal. Elle retire ce chiffre de la liste.',
    nl: 'Uw antwoord komt in het logboek. Het haalt dit cijfer van de lijst.',
    de: 'Ihre Antwort kommt ins Protokoll. Sie nimmt diese Zahl von der Liste.',
    en: 'Your answer goes into the log. It takes this figure off the list.',
  },
  explained: {
    fr: 'Il y a une explication',
    nl: 'Er is een verklaring',
    de: 'Es gibt eine Erklärung',
    en: 'There is an explanation',
  },
  'agency-told': {
    fr: 'L’organisme en est informé',
    nl: 'De instelling is ingelicht',
    de: 'Die Einrichtung ist informiert',
    en: 'The agency has been told',
  },
  unexplained: {
    fr: 'Sans explication',
    nl: 'Zonder verklaring',
    de: 'Ohne Erklärung',
    en: 'No explanation',
  },
  choose: {
    fr: 'Dites ce que vous avez trouvé.',
    nl: 'Zeg wat u hebt gevonden.',
    de: 'Sagen Sie, was Sie gefunden haben.',
    en: 'Say what you found.',
  },
  send: { fr: 'Enregistrer', nl: 'Opslaan', de: 'Speichern', en: 'Record' },
  settledOn: { fr: 'Examiné le', nl: 'Bekeken op', de: 'Geprüft am', en: 'Looked into on' },
})
