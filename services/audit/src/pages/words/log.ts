import { defineWords, type Phrase } from '@unefois/pages'
import type { LogAlarm } from '../../domain/log-health.ts'

/** What is wrong, and what to do. */
const alarms = {
  'behind-anchor': {
    fr: `La base est plus ancienne que la dernière publication : le journal ne signe plus rien.
      Demandez à l’exploitant pourquoi elle a été restaurée.`,
    nl: `De databank is ouder dan de laatste publicatie: het logboek ondertekent niets meer.
      Vraag de beheerder waarom ze is teruggezet.`,
    de: `Die Datenbank ist älter als die letzte Veröffentlichung: das Protokoll unterzeichnet
      nichts mehr. Fragen Sie den Betreiber, warum sie zurückgesetzt wurde.`,
    en: `The database is older than the last publication: the log signs nothing more. Ask the
      operator why it was restored.`,
  },
  'not-signed': {
    fr: `Des actes attendent leur signature depuis plus de dix secondes. Si cela dure, prévenez
      l’exploitant.`,
    nl: `Handelingen wachten al meer dan tien seconden op ondertekening. Verwittig de beheerder
      als dat blijft duren.`,
    de: `Handlungen warten seit mehr als zehn Sekunden auf ihre Unterzeichnung. Verständigen Sie
      den Betreiber, wenn das anhält.`,
    en: `Acts have been waiting for their signature for more than ten seconds. If it lasts, tell
      the operator.`,
  },
  'not-published': {
    fr: `Le journal a grandi et rien n’a été publié depuis plus de vingt minutes. Prévenez
      l’exploitant.`,
    nl: `Het logboek groeide en er is al meer dan twintig minuten niets gepubliceerd. Verwittig
      de beheerder.`,
    de: `Das Protokoll ist gewachsen, und seit mehr als zwanzig Minuten wurde nichts
      veröffentlicht. Verständigen Sie den Betreiber.`,
    en: `The log has grown and nothing was published for more than twenty minutes. Tell the
      operator.`,
  },
  'no-witness': {
    fr: `Aucun organisme ne contresigne : personne d’autre que la plateforme ne dit ce qu’était
      le journal.`,
    nl: 'Geen enkele instelling medeondertekent: alleen het platform zegt wat het logboek was.',
    de: 'Keine Einrichtung zeichnet mit: nur die Plattform sagt, was im Protokoll stand.',
    en: 'No agency cosigns: nobody but the hub says what the log was.',
  },
  'no-quorum': {
    fr: 'La dernière publication n’a pas assez de contreseings : qui vérifie la refusera.',
    nl: `De laatste publicatie heeft te weinig medeondertekeningen: wie controleert, zal ze
      weigeren.`,
    de: 'Die letzte Veröffentlichung hat zu wenige Mitzeichnungen: wer prüft, wird sie ablehnen.',
    en: 'The last publication has too few cosignatures: whoever verifies will refuse it.',
  },
  'witness-silent': {
    fr: `Un témoin ou plusieurs n’ont pas contresigné la dernière publication : demandez-leur
      pourquoi.`,
    nl: `Een of meer getuigen hebben de laatste publicatie niet medeondertekend: vraag hun
      waarom.`,
    de: `Ein Zeuge oder mehrere haben die letzte Veröffentlichung nicht mitgezeichnet: fragen Sie
      sie, warum.`,
    en: 'One witness or more have not cosigned the last publication: ask them why.',
  },
} satisfies Record<LogAlarm, Phrase>

/** How the log stands. */
export const logWords = defineWords({
  ...alarms,
  title: {
    fr: 'État du journal',
    nl: 'Stand van het logboek',
    de: 'Zustand des Protokolls',
    en: 'State of the log',
  },
  wrong: { fr: 'À vérifier', nl: 'Na te kijken', de: 'Zu prüfen', en: 'To be checked' },
  well: {
    fr: 'Le journal est signé, publié et contresigné',
    nl: 'Het logboek is ondertekend, gepubliceerd en medeondertekend',
    de: 'Das Protokoll ist unterzeichnet, veröffentlicht und mitgezeichnet',
    en: 'The log is signed, published and cosigned',
  },
  enough: {
    fr: 'Le journal est signé, publié et contresigné par assez de témoins',
    nl: 'Het logboek is ondertekend, gepubliceerd en door genoeg getuigen medeondertekend',
    de: 'Das Protokoll ist unterzeichnet, veröffentlicht und von genug Zeugen mitgezeichnet',
    en: 'The log is signed, published and cosigned by enough witnesses',
  },
  notYet: {
    fr: 'La dernière publication est signée ; ses contreseings sont attendus',
    nl: 'De laatste publicatie is ondertekend; de medeondertekeningen worden verwacht',
    de: 'Die letzte Veröffentlichung ist unterzeichnet; die Mitzeichnungen werden erwartet',
    en: 'The last publication is signed; its cosignatures are awaited',
  },
  awaited: { fr: 'attendu', nl: 'verwacht', de: 'erwartet', en: 'awaited' },
  young: {
    fr: `Rien n’est encore publié : la première publication suit le premier acte de dix minutes
      au plus`,
    nl: `Er is nog niets gepubliceerd: de eerste publicatie volgt hoogstens tien minuten na de
      eerste handeling`,
    de: `Noch ist nichts veröffentlicht: die erste Veröffentlichung folgt höchstens zehn Minuten
      nach der ersten Handlung`,
    en: `Nothing is published yet: the first publication follows the first act by ten minutes at
      most`,
  },
  leaves: {
    fr: 'Feuilles en tout',
    nl: 'Bladeren in totaal',
    de: 'Blätter insgesamt',
    en: 'Leaves in all',
  },
  internal: {
    fr: 'Dernier état signé',
    nl: 'Laatste ondertekende stand',
    de: 'Letzter unterzeichneter Stand',
    en: 'Last signed state',
  },
  published: {
    fr: 'Dernière publication',
    nl: 'Laatste publicatie',
    de: 'Letzte Veröffentlichung',
    en: 'Last publication',
  },
  sizeAt: {
    fr: '{size} feuilles,',
    nl: '{size} bladeren,',
    de: '{size} Blätter,',
    en: '{size} leaves,',
  },
  anchor: {
    fr: 'Copie hors de la base',
    nl: 'Kopie buiten de databank',
    de: 'Kopie außerhalb der Datenbank',
    en: 'Copy outside the database',
  },
  anchored: { fr: 'concorde', nl: 'komt overeen', de: 'stimmt überein', en: 'agrees' },
  differs: {
    fr: 'ne concorde pas',
    nl: 'komt niet overeen',
    de: 'stimmt nicht überein',
    en: 'does not agree',
  },
  quorum: {
    fr: 'Contreseings',
    nl: 'Medeondertekeningen',
    de: 'Mitzeichnungen',
    en: 'Cosignatures',
  },
  quorumOf: {
    fr: '{cosigned} sur {witnesses} {witnesses#témoin|témoins}, il en faut {quorum}',
    nl: '{cosigned} van {witnesses} {witnesses#getuige|getuigen}, {quorum} nodig',
    de: '{cosigned} von {witnesses} {witnesses#Zeuge|Zeugen}, {quorum} nötig',
    en: '{cosigned} of {witnesses} {witnesses#witness|witnesses}, {quorum} needed',
  },
  witnesses: { fr: 'Témoins', nl: 'Getuigen', de: 'Zeugen', en: 'Witnesses' },
  lastCosigned: {
    fr: 'Dernier contreseing',
    nl: 'Laatst medeondertekend',
    de: 'Zuletzt mitgezeichnet',
    en: 'Last cosigned',
  },
  state: { fr: 'État', nl: 'Status', de: 'Status', en: 'State' },
  current: { fr: 'à jour', nl: 'actueel', de: 'aktuell', en: 'up to date' },
  behind: { fr: 'en retard', nl: 'achterop', de: 'im Rückstand', en: 'behind' },
  checkpoints: {
    fr: 'Publications',
    nl: 'Publicaties',
    de: 'Veröffentlichungen',
    en: 'Publications',
  },
  at: { fr: 'Publié le', nl: 'Gepubliceerd op', de: 'Veröffentlicht am', en: 'Published on' },
  pads: {
    fr: 'Feuilles de remplissage',
    nl: 'Opvulbladeren',
    de: 'Füllblätter',
    en: 'Padding leaves',
  },
  padsWhy: {
    fr: `Une publication se complète à un multiple de 256 : sa taille ne dit pas combien d’actes
      il y a eu.`,
    nl: `Een publicatie wordt aangevuld tot een veelvoud van 256: haar grootte zegt niet hoeveel
      handelingen er waren.`,
    de: `Eine Veröffentlichung wird auf ein Vielfaches von 256 aufgefüllt: ihre Größe sagt
      nicht, wie viele Handlungen es gab.`,
    en: `A publication is filled up to a multiple of 256: its size does not say how many acts
      there were.`,
  },
  verify: {
    fr: 'Pour vérifier sans la plateforme',
    nl: 'Om te controleren zonder het platform',
    de: 'Um ohne die Plattform zu prüfen',
    en: 'To verify without the hub',
  },
  verifyHow: {
    fr: `Gardez ces deux fichiers hors d’ici. «unefois verify» dit plus tard si le journal n’a
      fait que grandir.`,
    nl: `Bewaar deze twee bestanden elders. “unefois verify” zegt later of het logboek alleen is
      gegroeid.`,
    de: `Bewahren Sie diese zwei Dateien anderswo auf. „unefois verify“ sagt später, ob das
      Protokoll nur gewachsen ist.`,
    en: `Keep these two files away from here. “unefois verify” says later whether the log has
      only grown.`,
  },
  checkpoint: {
    fr: 'Dernière publication signée',
    nl: 'Laatste ondertekende publicatie',
    de: 'Letzte unterzeichnete Veröffentlichung',
    en: 'Last signed publication',
  },
  policy: {
    fr: 'Qui doit avoir signé',
    nl: 'Wie moet hebben ondertekend',
    de: 'Wer unterzeichnet haben muss',
    en: 'Who must have signed',
  },
})
