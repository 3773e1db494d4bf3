import type { Language } from '@unefois/contracts'
import t from 'tap'
import {
  attributes,
  barChart,
  type Content,
  choiceField,
  chooseLanguage,
  day,
  defineWords,
  errorSummary,
  html,
  instant,
  languages,
  lineChart,
  number,
  pagination,
  percent,
  selectField,
  table,
  tag,
  textField,
  trustedHtml,
} from '../src/index.ts'
import { createStyle } from '../src/style.ts'

const evil = `"><script>alert('x')</script>&`
const escaped = '&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;'
const language: Language = 'en'

t.test('everything is escaped, wherever it may stand', t => {
  t.equal(String(html`<p title="${evil}">${evil}</p>`), `<p title="${escaped}">${escaped}</p>`)
  t.equal(String(html`${[1, 'a<', html`<b>${'<'}</b>`]}${undefined}${false}`), '1a&lt;<b>&lt;</b>')
  t.equal(String(html`${trustedHtml('<hr>')}`), '<hr>', 'raw only by its name')
  const marks = attributes({ title: evil, hidden: true, lang: undefined, 'data-n': 3 })
  t.equal(String(html`<p${marks}>x</p>`), `<p title="${escaped}" hidden data-n="3">x</p>`)
  t.end()
})

t.test('what could not be escaped is a mistake in the code and throws', t => {
  const tries: [string, () => unknown][] = [
    ['unquoted', () => html`<p title=${evil}>`],
    ['single quotes', () => html`<p title='${evil}'>`],
    ['name of a tag', () => html`<${evil}>`],
    ['text between attributes', () => html`<p ${'onclick'}>x</p>`],
    ['markup in an attribute', () => html`<p title="${html`<b>`}">x</p>`],
    ['attributes in text', () => html`<p>${attributes({ id: 'x' })}</p>`],
    ['script', () => html`<script>${evil}</script>`],
    ['style', () => html`<style>${evil}</style>`],
    ['handler', () => html`<p onclick="${evil}">x</p>`],
    ['handler by name', () => attributes({ onclick: 'x' })],
    ['comment', () => html`<!-- ${evil} -->`],
    ['open tag', () => html`<p title="${evil}"`],
  ]
  for (const [name, make] of tries) t.throws(make, name)
  for (const address of ['javascript:alert(1)', 'JAVASCRIPT:x', ' data:,x', '//x.example', 'a:b']) {
    t.throws(() => html`<a href="${address}">x</a>`, address)
    t.throws(() => attributes({ action: address }), address)
  }
  for (const address of ['/files/1', '?page=2', '#main', 'https://x.example/']) {
    t.match(String(html`<a href="${address}">x</a>`), `href="${address}"`)
  }
  t.equal(String(html`<a href="/x/${'a:b'}">x</a>`), '<a href="/x/a:b">x</a>')
  t.end()
})

t.test('words in four languages, with their values', t => {
  const words = defineWords({
    files: {
      fr: '{count} dossiers',
      nl: '{count} dossiers',
      de: '{count} Akten',
      en: '{count} files',
    },
    none: { fr: 'Rien', nl: 'Niets', de: 'Nichts', en: 'Nothing' },
  })
  t.same(
    languages.map(each => words(each)('files', { count: 2 })),
    ['2 dossiers', '2 dossiers', '2 Akten', '2 files'],
  )
  t.equal(words('de')('none'), 'Nichts')
  const odd = { fr: '{a}', nl: '{b}', de: '{a}', en: '{a}' }
  t.throws(() => defineWords({ odd }), /other values in nl/)
  t.end()
})

t.test('numbers and what is counted, as each language writes them', t => {
  const words = defineWords({
    files: {
      fr: '{count} {count#dossier ouvert|dossiers ouverts}',
      nl: '{count} open {count#dossier|dossiers}',
      de: '{count} offene {count#Akte|Akten}',
      en: '{count} open {count#file|files}',
    },
  })
  const said = (count: number) => languages.map(each => words(each)('files', { count }))
  t.same(said(0), ['0 dossier ouvert', '0 open dossiers', '0 offene Akten', '0 open files'])
  t.same(said(1), ['1 dossier ouvert', '1 open dossier', '1 offene Akte', '1 open file'])
  t.same(said(12_345), [
    '12\u202f345 dossiers ouverts',
    '12.345 open dossiers',
    '12.345 offene Akten',
    '12,345 open files',
  ])
  const odd = { fr: '{a}', nl: '{a} {b#x|y}', de: '{a}', en: '{a}' }
  t.throws(() => defineWords({ odd }), /other values in nl/)
  t.end()
})

t.test('no French line begins with a double sign, and no other language has their spaces', t => {
  const text = 'À suivre : «unefois» ; dit ! vu ? « {name} »'
  const words = defineWords({ all: { fr: text, nl: text, de: text, en: text } })
  const french = words('fr')('all', { name: 'a : b' })
  t.equal(
    french,
    'À suivre\u00a0: «\u00a0unefois\u00a0»\u202f; dit\u202f! vu\u202f? «\u00a0a : b\u00a0»',
  )
  t.equal(words('en')('all', { name: 'x' }), text.replace('{name}', 'x'))
  t.end()
})

t.test('the language: asked, remembered, preferred, French', t => {
  t.equal(chooseLanguage({ query: 'nl', cookie: 'de', header: 'en' }), 'nl')
  t.equal(chooseLanguage({ query: 'xx', cookie: 'de', header: 'en' }), 'de')
  t.equal(chooseLanguage({ header: 'es, nl-BE;q=0.4, de;q=0.9, en;q=0.9' }), 'de')
  t.equal(chooseLanguage({ header: 'nl;q=0, es' }), 'fr')
  t.equal(chooseLanguage({}), 'fr')
  t.end()
})

t.test('days, hours, numbers as each language writes them', t => {
  const seen = (content: Content) => String(html`${content}`)
  t.equal(seen(day('2026-11-21', 'fr')), '<time datetime="2026-11-21">21 novembre 2026</time>')
  t.match(seen(day('2026-11-21', 'nl')), '21 november 2026')
  const late = instant('2026-06-30T23:30:00.000Z', 'de')
  t.match(seen(late), /datetime="2026-06-30T23:30:00.000Z">01.07.2026, 01:30</, 'Brussels time')
  t.equal(number(1234.5, 'de'), '1.234,5')
  t.match(percent(0.1927, 'fr'), /^19,3\s%$/u)
  t.end()
})

t.test('a table has caption, headings both ways, and sorts by link', t => {
  const text = String(
    table({
      id: 'x',
      caption: 'Files',
      language,
      columns: [
        { label: 'File', sort: { href: '?sort=file', now: 'ascending' } },
        { label: 'Count', number: true },
      ],
      rows: [['<a>', 3]],
    }),
  )
  t.match(text, '<caption id="x">Files</caption>')
  t.match(text, '<div id="x-region" class="scroll" role="region" aria-labelledby="x" tabindex="0"')
  t.match(text, '<th scope="col" aria-sort="ascending"><a href="?sort=file"')
  t.match(text, '<th scope="row">&lt;a&gt;</th><td class="number">3</td>')
  const none = String(table({ id: 'x', caption: 'Files', language, columns: [], rows: [] }))
  t.match(none, 'Nothing to show')
  t.notMatch(none, '<table')
  t.end()
})

t.test('a field is tied to its label, its hint and its error', t => {
  const field = { name: 'basis', label: 'Basis', hint: 'Why', error: 'Say why', required: true }
  const text = String(textField({ ...field, value: evil }))
  t.match(text, '<label for="basis">Basis</label>')
  t.match(text, 'aria-describedby="basis-hint basis-error" aria-invalid="true"')
  t.match(text, `value="${escaped}"`)
  t.match(String(textField({ ...field, rows: 4, value: evil })), `${escaped}</textarea>`)
  const options = [
    { value: 'a', label: 'A' },
    { value: 'b', label: 'B' },
  ]
  t.match(String(selectField({ ...field, language, options, value: 'b' })), 'value="b" selected')
  const choice = String(choiceField({ ...field, kind: 'checkbox', options, values: ['b'] }))
  t.match(
    choice,
    '<fieldset class="field wrong" aria-describedby="basis-hint basis-error"><legend>',
  )
  t.match(choice, 'id="basis" name="basis" type="checkbox" value="a">')
  t.match(choice, 'id="basis-1" name="basis" type="checkbox" value="b" checked>')
  const summary = String(html`${errorSummary([field], language)}`)
  t.match(summary, '<a href="#basis">Say why</a>', 'each error leads to its field')
  t.equal(errorSummary([], language), undefined)
  t.equal(pagination({ language }), undefined)
  t.match(String(tag('Overdue', 'bad')), '<span class="tag bad">Overdue</span>')
  t.end()
})

t.test('a drawing has a name, and its figures as a table beside', t => {
  const rows = [
    { label: 'Received', value: 1200 },
    { label: evil, value: 300 },
  ]
  const bars = String(barChart({ id: 'b', title: 'Outcomes', unit: 'Signals', rows, language }))
  t.match(
    bars,
    '<figcaption id="b">Outcomes <small>Signals</small></figcaption><div class="bars" role="img"',
  )
  t.match(bars, 'width="25%"')
  t.match(bars, '<td class="number">1,200</td>')
  t.notMatch(bars, '<script')
  const series = [
    { label: 'In', values: [0, 5, 10] },
    { label: 'Out', values: [1, 2, 3] },
  ]
  const points = ['a', 'b', 'c']
  const drawn = { id: 'l', title: 'Volume', unit: 'Signals', across: 'Day', points, language }
  const lines = String(lineChart({ ...drawn, series }))
  t.match(lines, 'points="0,1000 500,500 1000,0"')
  t.match(lines, '<th scope="row">c</th><td class="number">10</td><td class="number">3</td>')
  t.throws(() => lineChart({ ...drawn, series: [{ label: 'In', values: [1] }] }))
  const flat = String(lineChart({ ...drawn, series: [{ label: 'In', values: [0, 0, 0] }] }))
  t.notMatch(flat, /NaN|Infinity/)
  const one = { ...drawn, points: ['a'], series: [{ label: 'In', values: [2] }] }
  t.notMatch(String(lineChart(one)), /NaN|Infinity/)
  t.end()
})

t.test('the stylesheet is small, takes a theme, and nothing from elsewhere', t => {
  const plain = createStyle()
  t.ok(plain.text.length < 20_480, `${plain.text.length} bytes`)
  t.notMatch(plain.text, /url\(|@import|https?:/)
  const themed = createStyle({ light: { accent: '#5b2a86' }, dark: { accent: '#d8b4fe' } })
  t.match(themed.text, '--accent:light-dark(#5b2a86,#d8b4fe)')
  t.throws(() => createStyle({ dark: { accent: '#d8b4fe' } }), 'what would it be in the light?')
  t.not(themed.path, plain.path, 'another text has another address')
  for (const value of ['url(x)', 'red;}body{display:none', 'red/*', '"x"']) {
    t.throws(() => createStyle({ light: { accent: value } }), value)
  }
  t.end()
})
