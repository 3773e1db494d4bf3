import { defineWords } from '@unefois/pages'

/** How soon objections take effect. */
export const objectionWords = defineWords({
  title: {
    fr: 'Effet des oppositions',
    nl: 'Uitwerking van bezwaren',
    de: 'Wirkung der Widersprüche',
    en: 'Effect of objections',
  },
  about: {
    fr: `Dès qu’une opposition est enregistrée, plus rien n’est ouvert. Qui avait déjà reçu un
      signalement doit l’effacer sous une heure et le confirmer. Ici on ne lit que des
      nombres et des durées, jamais qui s’est opposé.`,
    nl: `Zodra een bezwaar is opgeslagen, wordt niets meer geopend. Wie al een signaal had, moet
      het binnen een uur wissen en dat bevestigen. Hier staan alleen aantallen en tijden,
      nooit wie bezwaar maakte.`,
    de: `Sobald ein Widerspruch gespeichert ist, wird nichts mehr geöffnet. Wer schon eine
      Meldung hatte, muss sie binnen einer Stunde löschen und das bestätigen. Hier stehen nur
      Zahlen und Zeiten, nie wer widersprochen hat.`,
    en: `Once an objection is stored, nothing more is opened. Whoever had a signal already must
      erase it within an hour and confirm it. Only counts and times stand here, never who
      objected.`,
  },
  late: {
    fr: '{count} sans accusé après une heure',
    nl: '{count} zonder bevestiging na een uur',
    de: '{count} ohne Bestätigung nach einer Stunde',
    en: '{count} without receipt after an hour',
  },
  lateWhy: {
    fr: 'Appelez l’organisme : la personne s’est opposée et ses données y sont peut-être encore.',
    nl: 'Bel de instelling: de persoon maakte bezwaar en de gegevens staan er misschien nog.',
    de: `Rufen Sie die Einrichtung an: die Person hat widersprochen, und die Daten sind
      vielleicht noch dort.`,
    en: 'Call the agency: the person objected, and the data may still be there.',
  },
  onTime: {
    fr: 'Tous les accusés attendus sont arrivés à temps',
    nl: 'Alle verwachte bevestigingen kwamen op tijd',
    de: 'Alle erwarteten Bestätigungen kamen rechtzeitig',
    en: 'Every receipt that is due has come in time',
  },
  noneLodged: {
    fr: 'Aucune opposition sur cette période.',
    nl: 'Geen bezwaar in deze periode.',
    de: 'Kein Widerspruch in diesem Zeitraum.',
    en: 'No objection in this period.',
  },
  times: { fr: 'Durées', nl: 'Tijden', de: 'Zeiten', en: 'Times' },
  what: {
    fr: 'De quoi à quoi',
    nl: 'Van wat tot wat',
    de: 'Von wann bis wann',
    en: 'From what to what',
  },
  count: { fr: 'Nombre', nl: 'Aantal', de: 'Anzahl', en: 'Number' },
  median: { fr: 'Médiane', nl: 'Mediaan', de: 'Median', en: 'Median' },
  p95: {
    fr: '95 sur 100 sous',
    nl: '95 op 100 onder',
    de: '95 von 100 unter',
    en: '95 in 100 within',
  },
  worst: { fr: 'La plus longue', nl: 'De langste', de: 'Die längste', en: 'Longest' },
  commit: {
    fr: 'De la demande à l’enregistrement',
    nl: 'Van vraag tot opslag',
    de: 'Von der Anfrage bis zum Speichern',
    en: 'From the request to storing it',
  },
  effect: {
    fr: 'Jusqu’au dernier accusé d’effacement',
    nl: 'Tot de laatste bevestiging van wissing',
    de: 'Bis zur letzten Löschbestätigung',
    en: 'Until the last receipt of erasure',
  },
  ofThem: {
    fr: `{lodged} {lodged#opposition|oppositions} encore en vigueur ; effacement demandé
      ailleurs : {recalled}, dont confirmé partout : {complete}.`,
    nl: `{lodged} {lodged#bezwaar|bezwaren} nog van kracht; elders wissing gevraagd: {recalled},
      waarvan overal bevestigd: {complete}.`,
    de: `{lodged} {lodged#Widerspruch|Widersprüche} noch in Kraft; anderswo Löschung verlangt:
      {recalled}, davon überall bestätigt: {complete}.`,
    en: `{lodged} {lodged#objection|objections} still in force; erasure asked for elsewhere:
      {recalled}, of which confirmed everywhere: {complete}.`,
  },
  orders: {
    fr: 'Limitations sans accusé après une heure',
    nl: 'Beperkingen zonder bevestiging na een uur',
    de: 'Einschränkungen ohne Bestätigung nach einer Stunde',
    en: 'Restrictions without receipt after an hour',
  },
  ordersWhy: {
    fr: `Appelez l’organisme : une personne a demandé la limitation, ou elle est levée, et il ne
      l’a pas confirmé.`,
    nl: `Bel de instelling: een persoon vroeg de beperking, of ze is opgeheven, en de instelling
      heeft dat niet bevestigd.`,
    de: `Rufen Sie die Einrichtung an: eine Person hat die Einschränkung verlangt, oder sie ist
      aufgehoben, und die Einrichtung hat das nicht bestätigt.`,
    en: `Call the agency: a person asked for the restriction, or it has ended, and the agency has
      not confirmed it.`,
  },
  receivers: {
    fr: 'Par destinataire',
    nl: 'Per ontvanger',
    de: 'Je Empfänger',
    en: 'By receiver',
  },
  recalls: { fr: 'Rappels', nl: 'Terugroepingen', de: 'Rückrufe', en: 'Recalls' },
  waiting: {
    fr: 'Sans accusé',
    nl: 'Zonder bevestiging',
    de: 'Ohne Bestätigung',
    en: 'Without receipt',
  },
  since: { fr: 'Depuis', nl: 'Sinds', de: 'Seit', en: 'Since' },
})
