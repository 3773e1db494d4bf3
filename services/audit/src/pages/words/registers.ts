import { defineWords } from '@unefois/pages'

/** The pages of registers. */
export const registerPageWords = defineWords({
  title: { fr: 'Registres', nl: 'Registers', de: 'Verzeichnisse', en: 'Registers' },
  intro: {
    fr:
      'Écrits à chaque lecture d’après les conventions, les durées de la loi et ce qui ' +
      'tourne. Chaque lecture est tracée.',
    nl:
      'Bij elke raadpleging opgemaakt uit de overeenkomsten, de wettelijke termijnen en wat ' +
      'draait. Elke raadpleging laat een spoor na.',
    de:
      'Bei jedem Aufruf aus den Vereinbarungen, den gesetzlichen Fristen und dem laufenden ' +
      'Stand erstellt. Jeder Aufruf wird protokolliert.',
    en:
      'Written at each reading from the agreements, the law’s terms and what runs. Each ' +
      'reading is traced.',
  },
  mine: {
    fr: 'Seulement ce dont votre organisme répond.',
    nl: 'Alleen waarvoor uw instelling instaat.',
    de: 'Nur was Ihre Einrichtung verantwortet.',
    en: 'Only what your body answers for.',
  },
  record: {
    fr: 'Registre des activités de traitement (RGPD, art. 30)',
    nl: 'Register van de verwerkingsactiviteiten (AVG, art. 30)',
    de: 'Verzeichnis von Verarbeitungstätigkeiten (DSGVO, Art. 30)',
    en: 'Record of processing activities (GDPR, art. 30)',
  },
  download: {
    fr: 'Télécharger le registre entier :',
    nl: 'Het hele register downloaden:',
    de: 'Das ganze Verzeichnis herunterladen:',
    en: 'Download the whole record:',
  },
  csv: {
    fr: 'CSV (UTF-8, séparateur « ; »)',
    nl: 'CSV (UTF-8, scheidingsteken “;”)',
    de: 'CSV (UTF-8, Trennzeichen „;“)',
    en: 'CSV (UTF-8, separated by “;”)',
  },
  ods: {
    fr: 'Tableur OpenDocument (ODS)',
    nl: 'OpenDocument-rekenblad (ODS)',
    de: 'OpenDocument-Tabelle (ODS)',
    en: 'OpenDocument spreadsheet (ODS)',
  },
  activity: { fr: 'Activité', nl: 'Activiteit', de: 'Tätigkeit', en: 'Activity' },
  state: { fr: 'État', nl: 'Status', de: 'Status', en: 'State' },
  changed: { fr: 'Mise à jour', nl: 'Bijgewerkt', de: 'Aktualisiert', en: 'Updated' },
  complete: { fr: 'Rubriques', nl: 'Rubrieken', de: 'Angaben', en: 'Entries' },
  filled: { fr: 'Complètes', nl: 'Volledig', de: 'Vollständig', en: 'Complete' },
  lacking: {
    fr: 'Manquantes : {count}',
    nl: 'Ontbrekend: {count}',
    de: 'Fehlend: {count}',
    en: 'Missing: {count}',
  },
  notStated: {
    fr: 'Non renseigné au registre des participants',
    nl: 'Niet vermeld in het deelnemersregister',
    de: 'Im Teilnehmerregister nicht angegeben',
    en: 'Not stated in the registry',
  },
  askedBy: {
    fr: 'Demandé par',
    nl: 'Gevraagd door',
    de: 'Verlangt von',
    en: 'Asked for by',
  },
  none: {
    fr: 'Aucune activité : aucune convention n’a encore été en vigueur.',
    nl: 'Geen activiteit: er is nog geen overeenkomst van kracht geweest.',
    de: 'Keine Tätigkeit: noch war keine Vereinbarung in Kraft.',
    en: 'No activity: no agreement has been in force yet.',
  },
  back: {
    fr: 'Tous les registres',
    nl: 'Alle registers',
    de: 'Alle Verzeichnisse',
    en: 'All registers',
  },
  dpia: {
    fr: 'Analyse d’impact (RGPD, art. 35)',
    nl: 'Effectbeoordeling (AVG, art. 35)',
    de: 'Folgenabschätzung (DSGVO, Art. 35)',
    en: 'Impact assessment (GDPR, art. 35)',
  },
  dpiaIntro: {
    fr:
      'Proposée par la plateforme ; personne ne l’a encore validée. L’outil PIA de la CNIL ' +
      'importe le fichier.',
    nl:
      'Voorgesteld door het platform; niemand heeft ze al gevalideerd. De PIA-tool van de ' +
      'CNIL leest het bestand in.',
    de:
      'Von der Plattform vorgeschlagen; noch hat sie niemand bestätigt. Das PIA-Werkzeug ' +
      'der CNIL liest die Datei ein.',
    en: 'Proposed by the hub; nobody has validated it yet. The CNIL’s PIA tool imports the file.',
  },
  dpiaOpen: {
    fr: 'Lire l’analyse d’impact',
    nl: 'De effectbeoordeling lezen',
    de: 'Die Folgenabschätzung lesen',
    en: 'Read the impact assessment',
  },
  dpiaFile: {
    fr: 'Télécharger pour l’outil PIA (JSON)',
    nl: 'Downloaden voor de PIA-tool (JSON)',
    de: 'Für das PIA-Werkzeug herunterladen (JSON)',
    en: 'Download for the PIA tool (JSON)',
  },
  publicList: {
    fr: 'Liste publique des échanges (CRPA, art. L.114-8 III)',
    nl: 'Openbare lijst van uitwisselingen (CRPA, art. L.114-8 III)',
    de: 'Öffentliche Liste des Austauschs (CRPA, Art. L.114-8 III)',
    en: 'Public list of exchanges (CRPA, art. L.114-8 III)',
  },
  publicListWhere: {
    fr:
      'Tenue par le service des participants, en page, JSON et CSV, à l’adresse ' +
      '/v1/public/exchanges.',
    nl:
      'Bijgehouden door de dienst van de deelnemers, als pagina, JSON en CSV, op ' +
      '/v1/public/exchanges.',
    de: 'Geführt vom Dienst der Teilnehmer, als Seite, JSON und CSV, unter /v1/public/exchanges.',
    en: 'Kept by the registry, as a page, JSON and CSV, at /v1/public/exchanges.',
  },
  parts: { fr: 'Parties', nl: 'Delen', de: 'Teile', en: 'Parts' },
  context: { fr: 'Contexte', nl: 'Context', de: 'Zusammenhang', en: 'Context' },
  principles: { fr: 'Principes', nl: 'Beginselen', de: 'Grundsätze', en: 'Principles' },
  measures: { fr: 'Mesures', nl: 'Maatregelen', de: 'Maßnahmen', en: 'Measures' },
  risks: { fr: 'Risques', nl: 'Risico’s', de: 'Risiken', en: 'Risks' },
  open: { fr: 'Points ouverts', nl: 'Open punten', de: 'Offene Punkte', en: 'Open points' },
  evaluation: { fr: 'Évaluation', nl: 'Beoordeling', de: 'Bewertung', en: 'Evaluation' },
  plan: { fr: 'Plan d’action', nl: 'Actieplan', de: 'Maßnahmenplan', en: 'Action plan' },
  evidence: { fr: 'Preuves', nl: 'Bewijzen', de: 'Belege', en: 'Evidence' },
  evidenceCount: {
    fr: 'Tests nommés : {tests} ; preuves rejouables : {proofs}',
    nl: 'Genoemde tests: {tests}; herhaalbare bewijzen: {proofs}',
    de: 'Benannte Tests: {tests}; wiederholbare Beweise: {proofs}',
    en: 'Named tests: {tests}; proofs that can be run again: {proofs}',
  },
  legal: {
    fr: 'Pour une personne ayant compétence juridique',
    nl: 'Voor een juridisch bevoegde persoon',
    de: 'Für eine rechtskundige Person',
    en: 'For a person with legal competence',
  },
  residual: {
    fr: 'Risques résiduels',
    nl: 'Restrisico’s',
    de: 'Restrisiken',
    en: 'Residual risks',
  },
})
