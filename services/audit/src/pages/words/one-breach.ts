import { defineWords } from '@unefois/pages'

/** One breach: what it touches, its notice, its end. */
export const oneBreachWords = defineWords({
  affected: {
    fr: 'Signalements touchés',
    nl: 'Getroffen signalen',
    de: 'Betroffene Meldungen',
    en: 'Signals touched',
  },
  affectedWhy: {
    fr: 'Un signalement arrêté par une opposition compte comme les autres.',
    nl: 'Een door een bezwaar tegengehouden signaal telt zoals de andere.',
    de: 'Eine durch Widerspruch gestoppte Meldung zählt wie die anderen.',
    en: 'A signal that an objection stopped counts like the others.',
  },
  receivers: { fr: 'Destinataires', nl: 'Bestemmelingen', de: 'Empfänger', en: 'Receivers' },
  measured: { fr: 'Compté le', nl: 'Geteld op', de: 'Gezählt am', en: 'Counted on' },
  measure: { fr: 'Compter de nouveau', nl: 'Opnieuw tellen', de: 'Neu zählen', en: 'Count again' },
  list: {
    fr: 'Liste des numéros de signalement (CSV)',
    nl: 'Lijst van signaalnummers (CSV)',
    de: 'Liste der Meldungsnummern (CSV)',
    en: 'List of signal ids (CSV)',
  },
  listPart: {
    fr: 'Liste des numéros de signalement, partie {part} (CSV)',
    nl: 'Lijst van signaalnummers, deel {part} (CSV)',
    de: 'Liste der Meldungsnummern, Teil {part} (CSV)',
    en: 'List of signal ids, part {part} (CSV)',
  },
  nobody: { fr: 'personne', nl: 'niemand', de: 'niemand', en: 'nobody' },
  notify: {
    fr: 'Noter la notification',
    nl: 'Melding noteren',
    de: 'Meldung an die Behörde vermerken',
    en: 'Note the notice',
  },
  authority: {
    fr: 'Autorité prévenue',
    nl: 'Ingelichte autoriteit',
    de: 'Informierte Behörde',
    en: 'Authority told',
  },
  'fr-cnil': {
    fr: 'CNIL (France)',
    nl: 'CNIL (Frankrijk)',
    de: 'CNIL (Frankreich)',
    en: 'CNIL (FR)',
  },
  'be-apd-gba': {
    fr: 'APD (Belgique)',
    nl: 'GBA (België)',
    de: 'DSB (Belgien)',
    en: 'APD-GBA (BE)',
  },
  notifiedDay: { fr: 'Prévenue le', nl: 'Ingelicht op', de: 'Informiert am', en: 'Told on' },
  notifiedTime: {
    fr: 'Heure (par exemple 09:30)',
    nl: 'Uur (bijvoorbeeld 09:30)',
    de: 'Uhrzeit (zum Beispiel 09:30)',
    en: 'Hour (09:30 for example)',
  },
  late: {
    fr: 'Motif du retard',
    nl: 'Reden van de vertraging',
    de: 'Grund der Verspätung',
    en: 'Why late',
  },
  lateHint: {
    fr: 'Au-delà de 72 heures, la notification dit pourquoi (RGPD, art. 33).',
    nl: 'Na 72 uur zegt de melding waarom (AVG, art. 33).',
    de: 'Nach 72 Stunden nennt die Meldung den Grund (DSGVO, Art. 33).',
    en: 'After 72 hours, the notice says why (GDPR, art. 33).',
  },
  'scope-unclear': {
    fr: 'L’étendue n’était pas claire',
    nl: 'De omvang was niet duidelijk',
    de: 'Der Umfang war unklar',
    en: 'The scope was not clear',
  },
  'inquiry-under-way': {
    fr: 'Une enquête était en cours',
    nl: 'Een onderzoek was bezig',
    de: 'Eine Untersuchung lief',
    en: 'An inquiry was under way',
  },
  'told-in-phases': {
    fr: 'Notification par étapes',
    nl: 'Melding in fasen',
    de: 'Meldung in Stufen',
    en: 'Told in phases',
  },
  'told-late-to-us': {
    fr: 'Un sous-traitant nous a prévenus tard',
    nl: 'Een verwerker lichtte ons laat in',
    de: 'Ein Auftragsverarbeiter hat uns spät informiert',
    en: 'A processor told us late',
  },
  close: {
    fr: 'Clore la violation',
    nl: 'Inbreuk afsluiten',
    de: 'Verletzung abschließen',
    en: 'Close the breach',
  },
  closeWhy: {
    fr: 'Notifiée, ou sans risque vraisemblable pour les personnes.',
    nl: 'Gemeld, of zonder waarschijnlijk risico voor de personen.',
    de: 'Gemeldet, oder ohne voraussichtliches Risiko für die Personen.',
    en: 'Notified, or unlikely to put anybody at risk.',
  },
  closed: { fr: 'Close le', nl: 'Afgesloten op', de: 'Abgeschlossen am', en: 'Closed on' },
})
