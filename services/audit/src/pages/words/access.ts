import { defineWords } from '@unefois/pages'

/** Where persons are answered, and agencies asked for their part. */
export const accessWords = defineWords({
  title: {
    fr: 'Accès des personnes',
    nl: 'Inzage van personen',
    de: 'Auskunft an Personen',
    en: 'Persons’ access',
  },
  answer: {
    fr: 'Répondre à une demande',
    nl: 'Een verzoek beantwoorden',
    de: 'Einen Antrag beantworten',
    en: 'Answer a request',
  },
  answerWhy: {
    fr: `La réponse contient tout ce que la plateforme a fait au sujet de la personne, avec les
      preuves. Elle n’est établie que pour une demande enregistrée, avec le numéro qui l’a
      faite. La personne y verra que vous l’avez établie.`,
    nl: `Het antwoord bevat alles wat het platform over de persoon heeft gedaan, met de
      bewijzen. Het wordt enkel gemaakt voor een geregistreerd verzoek, met het nummer
      waarmee het is gedaan. De persoon zal erin zien dat u het hebt gemaakt.`,
    de: `Die Auskunft enthält alles, was die Plattform zu der Person getan hat, mit den
      Nachweisen. Sie wird nur für einen eingetragenen Antrag erstellt, mit der Nummer, mit der
      er gestellt wurde. Die Person wird darin sehen, dass Sie sie erstellt haben.`,
    en: `The answer holds all that the hub did about the person, with the proofs. It is made
      only for a recorded request, with the number that made it. The person will see in it
      that you made it.`,
  },
  request: {
    fr: 'Numéro du récépissé',
    nl: 'Nummer van het ontvangstbewijs',
    de: 'Nummer der Quittung',
    en: 'Id on the receipt',
  },
  requestHint: {
    fr: '36 caractères, remis à la personne quand elle a demandé l’accès.',
    nl: '36 tekens, gegeven aan de persoon toen die om inzage vroeg.',
    de: '36 Zeichen, der Person gegeben, als sie Auskunft verlangte.',
    en: '36 characters, given to the person when they asked for access.',
  },
  scheme: {
    fr: 'Nature du numéro',
    nl: 'Soort nummer',
    de: 'Art der Nummer',
    en: 'Kind of number',
  },
  number: {
    fr: 'Numéro de la personne',
    nl: 'Nummer van de persoon',
    de: 'Nummer der Person',
    en: 'The person’s number',
  },
  numberHint: {
    fr: 'Il n’est gardé nulle part.',
    nl: 'Het wordt nergens bewaard.',
    de: 'Sie wird nirgends aufbewahrt.',
    en: 'It is kept nowhere.',
  },
  part: {
    fr: 'Partie de la réponse',
    nl: 'Deel van het antwoord',
    de: 'Teil der Auskunft',
    en: 'Part of the answer',
  },
  partHint: {
    fr: `1, sauf si le nom du fichier dit que la réponse en a plusieurs : établissez-les l’une
      après l’autre, et remettez-les toutes.`,
    nl: `1, tenzij de bestandsnaam zegt dat het antwoord er meer heeft: maak ze na elkaar, en
      geef ze allemaal.`,
    de: `1, es sei denn, der Dateiname sagt, dass die Auskunft mehrere hat: erstellen Sie sie
      nacheinander und übergeben Sie alle.`,
    en: `1, unless the file’s name says that the answer has several: make them one after
      another, and hand over all of them.`,
  },
  partBeyond: {
    fr: 'La réponse n’a pas cette partie.',
    nl: 'Het antwoord heeft dit deel niet.',
    de: 'Die Auskunft hat diesen Teil nicht.',
    en: 'The answer does not have this part.',
  },
  make: {
    fr: 'Établir la réponse (ZIP)',
    nl: 'Antwoord maken (ZIP)',
    de: 'Auskunft erstellen (ZIP)',
    en: 'Make the answer (ZIP)',
  },
  requestUnfit: {
    fr: 'Écrivez le numéro du récépissé tel qu’il y est imprimé.',
    nl: 'Schrijf het nummer zoals het op het ontvangstbewijs staat.',
    de: 'Schreiben Sie die Nummer so, wie sie auf der Quittung steht.',
    en: 'Write the id as it is printed on the receipt.',
  },
  requestUnknown: {
    fr: 'Aucune demande en cours de ce numéro ne porte ce récépissé.',
    nl: 'Geen lopend verzoek van dit nummer heeft dit ontvangstbewijs.',
    de: 'Kein offener Antrag dieser Nummer trägt diese Quittung.',
    en: 'No open request of this number has this receipt.',
  },
  numberUnfit: {
    fr: 'Ce n’est pas un numéro valable : vérifiez-le avec la personne.',
    nl: 'Dit is geen geldig nummer: controleer het met de persoon.',
    de: 'Das ist keine gültige Nummer: prüfen Sie sie mit der Person.',
    en: 'This is not a valid number: check it with the person.',
  },
  parts: {
    fr: 'Parts demandées aux organismes',
    nl: 'Delen gevraagd aan instellingen',
    de: 'Von Einrichtungen angeforderte Teile',
    en: 'Parts asked of agencies',
  },
  noParts: {
    fr: 'Aucune part n’est demandée.',
    nl: 'Er is geen deel gevraagd.',
    de: 'Es ist kein Teil angefordert.',
    en: 'No part is asked for.',
  },
  own: {
    fr: `Des personnes ont demandé l’accès. Donnez à chacune, avant le jour indiqué, ce que
      votre organisme détient sur les signalements cités, puis dites-le ici. La plateforme ne
      voit pas vos dossiers.`,
    nl: `Personen hebben om inzage gevraagd. Geef elk van hen, vóór de vermelde dag, wat uw
      instelling over de vermelde signalen heeft, en zeg het dan hier. Het platform ziet uw
      dossiers niet.`,
    de: `Personen haben Auskunft verlangt. Geben Sie jeder vor dem genannten Tag, was Ihre
      Einrichtung zu den genannten Meldungen hat, und sagen Sie es dann hier. Die Plattform
      sieht Ihre Akten nicht.`,
    en: `Persons have asked for access. Give each of them, before the day shown, what your
      agency holds on the signals named, then say so here. The hub does not see your files.`,
  },
  agency: { fr: 'Organisme', nl: 'Instelling', de: 'Einrichtung', en: 'Agency' },
  askedAt: { fr: 'Demandée le', nl: 'Gevraagd op', de: 'Angefordert am', en: 'Asked on' },
  dueAt: {
    fr: 'Au plus tard le',
    nl: 'Ten laatste op',
    de: 'Spätestens am',
    en: 'At the latest on',
  },
  state: { fr: 'État', nl: 'Status', de: 'Status', en: 'State' },
  signals: { fr: 'Signalements', nl: 'Signalen', de: 'Meldungen', en: 'Signals' },
  unseen: {
    fr: `Et {count} {count#autre|autres}, par l’appel GET /v1/access-parts ; que la personne a
      reçu cette part se dit alors par POST /v1/access-parts/{id}/answer.`,
    nl: `En nog {count} {count#ander|andere}, met de oproep GET /v1/access-parts; dat de persoon
      dit deel heeft, zegt u dan met POST /v1/access-parts/{id}/answer.`,
    de: `Und {count} {count#weitere|weitere}, über den Aufruf GET /v1/access-parts; dass die Person
      diesen Teil hat, sagen Sie dann über POST /v1/access-parts/{id}/answer.`,
    en: `And {count} {count#other|others}, by the call GET /v1/access-parts; that the person has
      this part is then said by POST /v1/access-parts/{id}/answer.`,
  },
  asked: { fr: 'demandée', nl: 'gevraagd', de: 'angefordert', en: 'asked' },
  overdue: { fr: 'en retard', nl: 'te laat', de: 'überfällig', en: 'overdue' },
  answered: { fr: 'fournie', nl: 'gegeven', de: 'gegeben', en: 'given' },
  emptied: {
    fr: 'Effacés depuis. Si la personne n’a pas encore sa part, dites-le-lui ; puis dites-le ici.',
    nl: 'Sindsdien gewist. Heeft de persoon het deel nog niet, zeg het dan; meld het daarna hier.',
    de: 'Seither gelöscht. Hat die Person den Teil noch nicht, sagen Sie es ihr; dann hier.',
    en: 'Erased since. If the person does not have the part yet, tell them so; then say so here.',
  },
  given: {
    fr: 'La personne l’a reçue',
    nl: 'De persoon heeft het gekregen',
    de: 'Die Person hat ihn erhalten',
    en: 'The person has it',
  },
})
