import type { RequestReceipt } from '@unefois/contracts'

type Texts = RequestReceipt['texts']

/** What a receipt says, in the four languages. @param day of its term, where it has one. */
export function requestTexts(kind: RequestReceipt['kind'], day: string): Texts {
  return texts[kind](day)
}

const texts: Readonly<Record<RequestReceipt['kind'], (day: string) => Texts>> = {
  erasure: () => ({
    fr:
      'Ce qui attendait à votre sujet est détruit, et les organismes qui l’ont reçu doivent ' +
      'l’effacer. Les échanges que la loi impose sont listés : l’organisme décide et vous répond ' +
      'dans le mois. Cette demande n’est pas retenue : pour l’avenir, déposez une opposition.',
    nl:
      'Wat over u wachtte is vernietigd, en de instellingen die het kregen moeten het wissen. ' +
      'Uitwisselingen die de wet oplegt staan vermeld: de instelling beslist en antwoordt u ' +
      'binnen de maand. Deze vraag wordt niet bewaard: dien voor de toekomst een bezwaar in.',
    de:
      'Was über Sie wartete, ist vernichtet, und die Stellen, die es erhielten, müssen es ' +
      'löschen. Vom Gesetz vorgeschriebene Austausche sind aufgeführt: Die Stelle entscheidet ' +
      'und antwortet Ihnen binnen eines Monats. Diese Bitte wird nicht aufbewahrt: Legen Sie für ' +
      'die Zukunft Widerspruch ein.',
    en:
      'What waited about you is destroyed, and the agencies that received it must erase it. ' +
      'Exchanges that the law imposes are listed: the agency decides, and answers you within a ' +
      'month. This request is not remembered: for the future, lodge an objection.',
  }),
  restriction: day => ({
    fr:
      'Ce qui attend à votre sujet, ou viendra, n’est remis à personne jusqu’à ce que vous ' +
      `demandiez la levée, et au plus tard jusqu’au ${day}. Les organismes qui ont déjà reçu un ` +
      'signalement en sont prévenus : ils le conservent sans rien en faire, jusqu’à la levée.',
    nl:
      'Wat over u wacht, of nog komt, wordt aan niemand gegeven tot u vraagt dit op te heffen, ' +
      `en uiterlijk tot ${day}. Instellingen die al een signaal kregen, worden verwittigd: zij ` +
      'bewaren het en doen er niets mee, tot de beperking is opgeheven.',
    de:
      'Was über Sie wartet oder noch kommt, wird niemandem gegeben, bis Sie die Aufhebung ' +
      `verlangen, längstens bis ${day}. Stellen, die schon eine Meldung erhielten, werden ` +
      'unterrichtet: Sie bewahren sie auf und tun bis zur Aufhebung nichts damit.',
    en:
      'What waits about you, or will come, is given to nobody until you ask that this end, and ' +
      `until ${day} at the latest. Agencies that have already received a signal are told: they ` +
      'keep it and do nothing with it until this ends.',
  }),
  access: day => ({
    fr:
      `Vous recevrez au plus tard le ${day} ce qui a été échangé à votre sujet. Gardez ce reçu : ` +
      'il sera demandé avec votre numéro.',
    nl:
      `U krijgt uiterlijk op ${day} wat er over u uitgewisseld is. Bewaar dit bewijs: het wordt ` +
      'samen met uw nummer gevraagd.',
    de:
      `Sie erhalten spätestens am ${day}, was über Sie ausgetauscht wurde. Bewahren Sie diesen ` +
      'Beleg auf: Er wird mit Ihrer Nummer verlangt.',
    en:
      `You will receive what was exchanged about you on ${day} at the latest. Keep this receipt: ` +
      'it is asked for together with your number.',
  }),
}
