import { defineWords } from '@unefois/pages'

/** How anybody checks the answer, and what that shows. */
export const verifyWords = defineWords({
  title: {
    fr: 'Comment vérifier cette réponse',
    nl: 'Hoe dit antwoord te controleren',
    de: 'Wie sich diese Antwort prüfen lässt',
    en: 'How to verify this answer',
  },
  log: {
    fr:
      'Chaque acte est inscrit dans un journal que personne ne peut modifier sans que cela ' +
      'se voie : des organismes différents contresignent régulièrement son état. Ce fichier ' +
      'contient, pour chaque acte publié, de quoi le retrouver dans ce journal.',
    nl:
      'Elke handeling staat in een logboek dat niemand ongemerkt kan wijzigen: verschillende ' +
      'instellingen medeondertekenen geregeld de stand ervan. Dit bestand bevat voor elke ' +
      'gepubliceerde handeling wat nodig is om ze in dat logboek terug te vinden.',
    de:
      'Jede Handlung steht in einem Protokoll, das niemand unbemerkt ändern kann: ' +
      'verschiedene Einrichtungen zeichnen seinen Stand regelmäßig gegen. Diese Datei ' +
      'enthält für jede veröffentlichte Handlung, was nötig ist, um sie in diesem Protokoll ' +
      'zu finden.',
    en:
      'Each act is recorded in a log that nobody can change unseen: different agencies ' +
      'cosign its state regularly. For each published act this file holds what finds it in ' +
      'that log.',
  },
  how: {
    fr:
      'Sur un ordinateur quelconque, sans connexion, gardez le fichier ZIP tel que vous ' +
      'l’avez reçu et demandez :',
    nl:
      'Bewaar het ZIP-bestand zoals u het hebt gekregen en vraag op eender welke computer, ' +
      'zonder verbinding:',
    de:
      'Bewahren Sie die ZIP-Datei auf, wie Sie sie erhalten haben, und fragen Sie auf ' +
      'irgendeinem Rechner, ohne Verbindung:',
    en: 'On any computer, without a connection, keep the ZIP file as you received it and ask:',
  },
  policy: {
    fr:
      'policy.txt dit à quelles clés se fier. Demandez-en une copie à un organisme ou à une ' +
      'association en qui vous avez confiance : celle qui est jointe n’est que la parole de ' +
      'la plateforme.',
    nl:
      'policy.txt zegt welke sleutels te vertrouwen zijn. Vraag er een kopie van aan een ' +
      'instelling of vereniging die u vertrouwt: de bijgevoegde is slechts het woord van het ' +
      'platform.',
    de:
      'policy.txt sagt, welchen Schlüsseln zu trauen ist. Bitten Sie eine Einrichtung oder ' +
      'einen Verein Ihres Vertrauens um eine Kopie: die beigefügte ist nur das Wort der ' +
      'Plattform.',
    en:
      'policy.txt says which keys to believe. Ask an agency or an association that you trust ' +
      'for a copy: the one enclosed is only the hub’s word.',
  },
  by: {
    fr:
      'Sans ce programme : dans events.json, HMAC-SHA-256 de chaque partie avec son nonce ' +
      'donne les deux empreintes ; SHA-256 de 0x00 suivi des deux est la feuille ; le ' +
      'fichier .tlog-proof (C2SP tlog-proof) mène de la feuille à l’état signé du journal.',
    nl:
      'Zonder dat programma: in events.json geeft HMAC-SHA-256 van elk deel met zijn nonce ' +
      'de twee vingerafdrukken; SHA-256 van 0x00 gevolgd door beide is het blad; het bestand ' +
      '.tlog-proof (C2SP tlog-proof) leidt van het blad naar de ondertekende stand van het ' +
      'logboek.',
    de:
      'Ohne dieses Programm: in events.json ergibt HMAC-SHA-256 jedes Teils mit seinem Nonce ' +
      'die beiden Abdrücke; SHA-256 von 0x00 gefolgt von beiden ist das Blatt; die Datei ' +
      '.tlog-proof (C2SP tlog-proof) führt vom Blatt zum unterschriebenen Stand des ' +
      'Protokolls.',
    en:
      'Without that program: in events.json HMAC-SHA-256 of each part under its nonce gives ' +
      'the two commitments; SHA-256 of 0x00 followed by both is the leaf; the .tlog-proof ' +
      'file (C2SP tlog-proof) leads from the leaf to the signed state of the log.',
  },
  limits: {
    fr:
      'Ce que cela montre : rien n’a été modifié depuis l’inscription. Ce que cela ne montre ' +
      'pas : que ce qui a été inscrit était vrai, ni que rien n’a été omis ; la plateforme ' +
      'en répond par sa signature.',
    nl:
      'Wat dit aantoont: sinds de inschrijving is niets gewijzigd. Wat het niet aantoont: ' +
      'dat wat werd ingeschreven waar was, of dat niets is weggelaten; daarvoor staat het ' +
      'platform in met zijn handtekening.',
    de:
      'Was das zeigt: seit dem Eintrag wurde nichts geändert. Was es nicht zeigt: dass das ' +
      'Eingetragene wahr war oder nichts fehlt; dafür steht die Plattform mit ihrer ' +
      'Unterschrift ein.',
    en:
      'What this shows: nothing was changed since it was recorded. What it does not show: ' +
      'that what was recorded was true, or that nothing was left out; for that the hub ' +
      'answers with its signature.',
  },
})
