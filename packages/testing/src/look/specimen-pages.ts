import type { Language } from '@unefois/contracts'
import {
  barChart,
  buttonLink,
  choiceField,
  day,
  defineWords,
  definitions,
  errorSummary,
  fieldOf,
  html,
  instant,
  lineChart,
  notice,
  number,
  type OwnVisit,
  type Page,
  pagination,
  selectField,
  submit,
  table,
  tabs,
  tag,
  textField,
} from '@unefois/pages'

const words = defineWords({
  title: {
    fr: 'Tous les éléments',
    nl: 'Alle delen',
    de: 'Alle Teile',
    en: 'Every part',
  },
  form: { fr: 'Ouvrir un dossier', nl: 'Dossier openen', de: 'Akte öffnen', en: 'Open a file' },
  signals: { fr: 'Signalements', nl: 'Signalen', de: 'Meldungen', en: 'Signals' },
  agreement: { fr: 'Convention', nl: 'Overeenkomst', de: 'Vereinbarung', en: 'Agreement' },
  state: { fr: 'État', nl: 'Toestand', de: 'Stand', en: 'State' },
  due: { fr: 'Échéance', nl: 'Vervaldag', de: 'Fällig am', en: 'Due' },
  overdue: { fr: 'en retard', nl: 'te laat', de: 'überfällig', en: 'overdue' },
  done: { fr: 'fait', nl: 'gedaan', de: 'erledigt', en: 'done' },
  waiting: { fr: 'en attente', nl: 'in behandeling', de: 'in Arbeit', en: 'waiting' },
  reason: { fr: 'Motif', nl: 'Reden', de: 'Grund', en: 'Reason' },
  request: {
    fr: 'Demande de la personne',
    nl: 'Vraag van de persoon',
    de: 'Anfrage der Person',
    en: 'The person’s request',
  },
  authority: { fr: 'Autorité', nl: 'Autoriteit', de: 'Behörde', en: 'Authority' },
  day: { fr: 'Jour', nl: 'Dag', de: 'Tag', en: 'Day' },
  note: {
    fr: 'Qui ouvre un dossier est inscrit au journal, et la personne le verra.',
    nl: 'Wie een dossier opent, staat in het logboek, en de persoon zal het zien.',
    de: 'Wer eine Akte öffnet, steht im Protokoll, und die Person wird es sehen.',
    en: 'Whoever opens a file is recorded, and the person will see it.',
  },
  missing: {
    fr: 'Dites pourquoi le dossier est ouvert.',
    nl: 'Zeg waarom het dossier wordt geopend.',
    de: 'Sagen Sie, warum die Akte geöffnet wird.',
    en: 'Say why the file is opened.',
  },
})

const days = Array.from({ length: 14 }, (_, at) => `2026-11-${String(at + 1).padStart(2, '0')}`)
const wave = (base: number, step: number) => days.map((_, at) => base + ((at * step) % 190))

/** Tables, figures, states: everything that is read. */
export function partsPage(language: Language): Page {
  const say = words(language)
  const rows = [
    ['CAF 13 → CPAM 13', 12_345, tag(say('done'), 'good'), day('2026-11-21', language)],
    ['Carsat Sud-Est → CAF 13', 48, tag(say('waiting'), 'busy'), day('2026-12-01', language)],
    ['ONSS → Mutualité Horizon', 7, tag(say('overdue'), 'bad'), day('2026-11-02', language)],
  ] as const
  return {
    title: say('title'),
    main: [
      tabs(say('title'), [
        { href: '/', label: say('signals'), current: true },
        { href: '/form', label: say('form'), current: false },
      ]),
      notice(say('agreement'), say('note'), 'warn'),
      table({
        id: 'rows',
        caption: say('signals'),
        language,
        columns: [
          { label: say('agreement'), sort: { href: '?sort=agreement', now: 'ascending' } },
          { label: say('signals'), number: true, sort: { href: '?sort=signals' } },
          { label: say('state') },
          { label: say('due') },
        ],
        rows: rows.map(([name, count, ...rest]) => [name, number(count, language), ...rest]),
      }),
      pagination({ language, next: '?after=2' }),
      html`<h2>${say('agreement')}</h2>`,
      definitions([
        [say('state'), tag(say('waiting'), 'warn')],
        [say('due'), instant('2026-11-21T09:30:00.000Z', language)],
        ['SHA-256', html`<code>${'0123456789abcdef'.repeat(4)}</code>`],
      ]),
      barChart({
        id: 'bars',
        title: say('state'),
        unit: say('signals'),
        language,
        rows: [
          { label: say('done'), value: 12_345 },
          { label: say('waiting'), value: 4_810 },
          { label: say('overdue'), value: 7 },
        ],
      }),
      lineChart({
        id: 'lines',
        title: say('state'),
        unit: say('signals'),
        across: say('day'),
        points: days,
        series: [
          { label: 'CAF 13', values: wave(120, 37) },
          { label: 'CPAM 13', values: wave(40, 53) },
          { label: 'Carsat', values: wave(10, 11) },
        ],
        language,
      }),
      html`<p class="actions">${buttonLink({ href: '/form', label: say('form') })}</p>`,
    ],
  }
}

/** Fields of each kind; sent without a reason, what is wrong. */
export function formPage(visit: OwnVisit, form: URLSearchParams | undefined): Page {
  const { language } = visit
  const say = words(language)
  const wrong = form !== undefined && fieldOf(form, 'reason') === undefined
  const error = wrong ? say('missing') : undefined
  const options = [
    { value: 'request', label: say('request') },
    { value: 'authority', label: say('authority') },
  ]
  const states = [
    { value: 'waiting', label: say('waiting') },
    { value: 'overdue', label: say('overdue') },
  ]
  return {
    title: say('form'),
    ...(wrong ? { status: 422 } : {}),
    main: [
      error !== undefined && errorSummary([{ name: 'reason', error }], language),
      visit.form('/form', [
        choiceField({ kind: 'radio', name: 'reason', label: say('reason'), options, error }),
        choiceField({ kind: 'checkbox', name: 'state', label: say('state'), options: states }),
        selectField({ name: 'list', label: say('agreement'), language, options: states }),
        textField({ name: 'due', type: 'date', label: say('due'), hint: '2026-11-21' }),
        textField({ name: 'note', label: say('signals'), hint: say('note'), rows: 4 }),
        html`<div class="actions">${submit(say('form'))}${submit(say('done'), 'second')}</div>`,
      ]),
    ],
  }
}
