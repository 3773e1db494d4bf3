import { defineWords } from '@unefois/pages'

/** What the answer to a person says around the acts themselves. */
export const documentWords = defineWords({
  title: {
    fr: 'Ce qui a été échangé à votre sujet',
    nl: 'Wat er over u is uitgewisseld',
    de: 'Was über Sie ausgetauscht wurde',
    en: 'What was exchanged about you',
  },
  intro: {
    fr:
      'Voici la réponse de la plateforme d’échange à votre demande d’accès. Elle contient ' +
      'tout ce que la plateforme a fait à votre sujet, et rien sur d’autres personnes. Votre ' +
      'numéro n’y figure pas.',
    nl:
      'Dit is het antwoord van het uitwisselingsplatform op uw verzoek om inzage. Het bevat ' +
      'alles wat het platform over u heeft gedaan, en niets over anderen. Uw nummer staat er ' +
      'niet in.',
    de:
      'Dies ist die Antwort der Austauschplattform auf Ihren Antrag auf Auskunft. Sie ' +
      'enthält alles, was die Plattform zu Ihnen getan hat, und nichts über andere. Ihre ' +
      'Nummer steht nicht darin.',
    en:
      'This is the hub’s answer to your request for access. It holds all that the hub did ' +
      'about you, and nothing about others. Your number is not in it.',
  },
  part: {
    fr: `C’est la partie {number} d’une réponse qui en a {of}, de l’acte le plus ancien au plus
      récent. Seules toutes ensemble elles sont la réponse : vérifiez-les ensemble.`,
    nl: `Dit is deel {number} van een antwoord met {of} delen, van de oudste handeling naar de
      nieuwste. Alleen samen zijn ze het antwoord: controleer ze samen.`,
    de: `Dies ist Teil {number} einer Auskunft aus {of} Teilen, von der ältesten Handlung zur
      jüngsten. Nur zusammen sind sie die Auskunft: prüfen Sie sie zusammen.`,
    en: `This is part {number} of an answer in {of} parts, from the oldest act to the newest.
      Only together are they the answer: verify them together.`,
  },
  request: { fr: 'Votre demande', nl: 'Uw verzoek', de: 'Ihr Antrag', en: 'Your request' },
  requestedAt: { fr: 'Reçue le', nl: 'Ontvangen op', de: 'Eingegangen am', en: 'Received on' },
  madeAt: {
    fr: 'Réponse établie le',
    nl: 'Antwoord opgemaakt op',
    de: 'Antwort erstellt am',
    en: 'Answer made on',
  },
  numbers: {
    fr: 'Numéros recherchés (le vôtre, et ceux qui l’ont précédé ou remplacé)',
    nl: 'Gezochte nummers (het uwe, en die het zijn voorafgegaan of vervangen)',
    de: 'Gesuchte Nummern (Ihre, und die ihr vorausgingen oder folgten)',
    en: 'Numbers searched (yours, and those that came before or replaced it)',
  },
  acts: {
    fr: 'Les actes, du plus ancien au plus récent',
    nl: 'De handelingen, van de oudste tot de nieuwste',
    de: 'Die Handlungen, von der ältesten zur neuesten',
    en: 'The acts, oldest first',
  },
  noActs: { fr: 'Aucun acte.', nl: 'Geen enkele handeling.', de: 'Keine Handlung.', en: 'No act.' },
  when: { fr: 'Quand', nl: 'Wanneer', de: 'Wann', en: 'When' },
  what: { fr: 'Quoi', nl: 'Wat', de: 'Was', en: 'What' },
  who: { fr: 'Par qui', nl: 'Door wie', de: 'Durch wen', en: 'By whom' },
  with: { fr: 'Avec qui', nl: 'Met wie', de: 'Mit wem', en: 'With whom' },
  about: { fr: 'À propos de', nl: 'Over', de: 'Worüber', en: 'About' },
  proof: { fr: 'Preuve', nl: 'Bewijs', de: 'Nachweis', en: 'Proof' },
  agent: {
    fr: 'agent {agent}',
    nl: 'medewerker {agent}',
    de: 'Bedienstete/r {agent}',
    en: 'agent {agent}',
  },
  ground: {
    fr: 'Fondement : {what}',
    nl: 'Grondslag: {what}',
    de: 'Grundlage: {what}',
    en: 'Ground: {what}',
  },
  erased: {
    fr: 'Détails effacés le',
    nl: 'Details gewist op',
    de: 'Einzelheiten gelöscht am',
    en: 'Details erased on',
  },
  proven: {
    fr: 'au journal, n° {index}',
    nl: 'in het logboek, nr. {index}',
    de: 'im Protokoll, Nr. {index}',
    en: 'in the log, no. {index}',
  },
  pending: {
    fr: 'publié au plus tard le',
    nl: 'ten laatste gepubliceerd op',
    de: 'spätestens veröffentlicht am',
    en: 'published at the latest on',
  },
  shared: {
    fr: 'cet effacement concernait aussi d’autres personnes : sa preuve ne peut être ouverte',
    nl: 'deze wissing betrof ook anderen: het bewijs kan niet worden geopend',
    de: 'diese Löschung betraf auch andere: der Nachweis kann nicht geöffnet werden',
    en: 'this erasure concerned others, too: its proof cannot be opened',
  },
  erasure: {
    fr: 'Effacement de données',
    nl: 'Wissing van gegevens',
    de: 'Löschung von Daten',
    en: 'Erasure of data',
  },
  desks: {
    fr: 'Les organismes à qui leur part est demandée',
    nl: 'De instellingen aan wie hun deel is gevraagd',
    de: 'Die Einrichtungen, die um ihren Teil gebeten sind',
    en: 'Agencies that are asked for their part',
  },
  desksWhy: {
    fr:
      'La plateforme ne voit pas les dossiers des organismes. Chacun vous donne lui-même ce ' +
      'qu’il détient, avant le jour indiqué.',
    nl:
      'Het platform ziet de dossiers van de instellingen niet. Elke instelling geeft u zelf ' +
      'wat ze heeft, vóór de vermelde dag.',
    de:
      'Die Plattform sieht die Akten der Einrichtungen nicht. Jede gibt Ihnen selbst, was ' +
      'sie hat, vor dem genannten Tag.',
    en:
      'The hub does not see what agencies hold in their files. Each gives you its own part, ' +
      'before the day shown.',
  },
  noDesks: {
    fr: 'Aucun organisme ne détient de dossier reçu par la plateforme.',
    nl: 'Geen enkele instelling heeft een dossier dat via het platform kwam.',
    de: 'Keine Einrichtung hat eine Akte, die über die Plattform kam.',
    en: 'No agency holds a file that came through the hub.',
  },
  agency: { fr: 'Organisme', nl: 'Instelling', de: 'Einrichtung', en: 'Agency' },
  dueAt: {
    fr: 'Au plus tard le',
    nl: 'Ten laatste op',
    de: 'Spätestens am',
    en: 'At the latest on',
  },
  givenAt: { fr: 'Fournie le', nl: 'Gegeven op', de: 'Gegeben am', en: 'Given on' },
  notYet: { fr: 'pas encore', nl: 'nog niet', de: 'noch nicht', en: 'not yet' },
  late: {
    fr: 'pas encore : le délai est passé, l’autorité citée plus bas peut être saisie',
    nl: 'nog niet: de termijn is voorbij, u kunt terecht bij de autoriteit hieronder',
    de: 'noch nicht: die Frist ist vorbei, die unten genannte Behörde ist zuständig',
    en: 'not yet: the day has passed, you may turn to the authority named below',
  },
  emptied: {
    fr: 'il a effacé depuis tout ce qu’il détenait',
    nl: 'ze heeft sindsdien alles gewist wat ze had',
    de: 'sie hat seither alles gelöscht, was sie hatte',
    en: 'it has since erased all that it held',
  },
  why: {
    fr: 'Pourquoi, et combien de temps',
    nl: 'Waarom, en hoelang',
    de: 'Wozu, und wie lange',
    en: 'Why, and for how long',
  },
  whyText: {
    fr: `Un signalement n’a qu’un but : vous informer d’un droit que vous pourriez avoir, ou vous
      l’accorder (en France {groundFr} ; en Belgique {groundBe}). Il vient de l’organisme nommé, et
      aucun autre usage n’est permis. La plateforme ne décide rien à votre sujet. Votre numéro, le
      droit et le motif y sont gardés {signal} mois au plus ; la trace des actes, {fr} mois en
      France et {be} mois en Belgique ; une opposition, jusqu’au jour que dit son récépissé. Un
      signalement reste plus longtemps si une autorité a ordonné de le garder, ce que disent alors
      les actes ci-dessus. Ensuite ne restent que des empreintes et la mention de l’effacement, que
      rien ne relie à vous.`,
    nl: `Een signaal heeft maar één doel: u informeren over een recht dat u misschien hebt, of het u
      toekennen (in Frankrijk {groundFr}; in België {groundBe}). Het komt van de genoemde
      instelling, en elk ander gebruik is verboden. Het platform beslist niets over u. Uw nummer,
      het recht en de aanleiding worden er hoogstens {signal} maanden bewaard; het spoor van de
      handelingen {fr} maanden in Frankrijk en {be} maanden in België; een bezwaar tot de dag op
      zijn ontvangstbewijs. Een signaal blijft langer als een autoriteit beval het te bewaren, wat
      de handelingen hierboven dan zeggen. Daarna blijven alleen vingerafdrukken en de vermelding
      van de wissing, die niets met u verbindt.`,
    de: `Eine Meldung hat nur einen Zweck: Sie über einen möglichen Anspruch zu informieren oder ihn
      Ihnen zu gewähren (in Frankreich {groundFr}; in Belgien {groundBe}). Sie kommt von der
      genannten Einrichtung, und jede andere Nutzung ist verboten. Die Plattform entscheidet nichts
      über Sie. Ihre Nummer, der Anspruch und der Anlass werden dort höchstens {signal} Monate
      aufbewahrt; die Spur der Handlungen {fr} Monate in Frankreich und {be} Monate in Belgien; ein
      Widerspruch bis zum Tag auf seiner Quittung. Eine Meldung bleibt länger, wenn eine Behörde
      ihre Aufbewahrung angeordnet hat; das sagen dann die Handlungen oben. Danach bleiben nur
      Prüfsummen und der Vermerk der Löschung, die nichts mit Ihnen verbindet.`,
    en: `A signal has one purpose: to inform you of a right that you may have, or to award it to you
      (in France {groundFr}; in Belgium {groundBe}). It comes from the agency named, and no other
      use is allowed. The hub decides nothing about you. Your number, the right and the trigger are
      kept there for {signal} months at most; the trace of the acts for {fr} months in France and
      {be} months in Belgium; an objection until the day that its receipt says. A signal stays
      longer if an authority ordered that it be kept, which the acts above then say. After that
      only fingerprints and the record of the erasure remain, which nothing links to you.`,
  },
  rights: { fr: 'Vos droits', nl: 'Uw rechten', de: 'Ihre Rechte', en: 'Your rights' },
  rightsText: {
    fr:
      'Vous pouvez vous opposer à ces échanges, une seule fois pour tous les organismes ; ' +
      'faire rectifier, limiter ou effacer ce qui vous concerne ; et saisir l’autorité de ' +
      'protection des données (CNIL en France, APD en Belgique). Le délégué à la protection ' +
      'des données de la plateforme vous répond.',
    nl:
      'U kunt bezwaar maken tegen deze uitwisselingen, één keer voor alle instellingen; ' +
      'laten verbeteren, beperken of wissen wat u betreft; en klacht indienen bij de ' +
      'gegevensbeschermingsautoriteit (CNIL in Frankrijk, GBA in België). De functionaris ' +
      'voor gegevensbescherming van het platform antwoordt u.',
    de:
      'Sie können diesem Austausch widersprechen, einmal für alle Einrichtungen; ' +
      'berichtigen, einschränken oder löschen lassen, was Sie betrifft; und sich bei der ' +
      'Datenschutzbehörde beschweren (CNIL in Frankreich, DSB in Belgien). Die ' +
      'Datenschutzbeauftragte der Plattform antwortet Ihnen.',
    en:
      'You may object to these exchanges, once for all agencies; have what concerns you ' +
      'rectified, restricted or erased; and complain to the data protection authority (CNIL ' +
      'in France, APD/GBA in Belgium). The hub’s data protection officer answers you.',
  },
})
