import { defineWords } from '@unefois/pages'

/** The first page. */
export const homeWords = defineWords({
  title: { fr: 'Accueil', nl: 'Begin', de: 'Start', en: 'Home' },
  hub: {
    fr: 'Vous voyez tous les échanges de la plateforme.',
    nl: 'U ziet alle uitwisselingen van het platform.',
    de: 'Sie sehen alle Austausche der Plattform.',
    en: 'You see every exchange of the hub.',
  },
  agency: {
    fr: 'Vous voyez les actes de votre organisme et, comme destinataire, ce qu’il a ouvert.',
    nl: 'U ziet de handelingen van uw instelling en, als bestemmeling, wat ze heeft geopend.',
    de: 'Sie sehen die Handlungen Ihrer Einrichtung und, als Empfänger, was sie geöffnet hat.',
    en: 'You see the acts of your agency and, as receiver, what it opened.',
  },
  traced: {
    fr: 'Chaque lecture est inscrite au journal, et la personne concernée la verra.',
    nl: 'Elke inzage staat in het logboek, en de betrokken persoon zal ze zien.',
    de: 'Jede Einsicht steht im Protokoll, und die betroffene Person wird sie sehen.',
    en: 'Each look is recorded, and the person concerned will see it.',
  },
})
