import { type Language, law, type RegisterOfProcessing, validatorFor } from '@unefois/contracts'
import { languages } from '@unefois/pages'
import { readZip } from '@unefois/zip'
import t from 'tap'
import { columnRules } from '../../src/registers/columns.ts'
import { makeRegister } from '../../src/registers/make-register.ts'
import { toRegisterCsv } from '../../src/registers/register-csv.ts'
import { odsType, toRegisterOds } from '../../src/registers/register-ods.ts'
import { at, sampleSource } from './sample-source.ts'

const isRegister = validatorFor('urn:unefois:contracts:register-of-processing.v1')
const source = sampleSource()
const make = (viewer: string, language: Language = 'fr', of = source): RegisterOfProcessing =>
  makeRegister({ source: of, viewer, language, at, softwareVersion: '9.8.7' })

t.test('every mandatory column of every activity is filled, in each language', t => {
  t.ok(columnRules.filter(({ mandatory }) => mandatory).length >= 20)
  for (const language of languages) {
    const register = make('hub', language)
    t.ok(isRegister(register), JSON.stringify(isRegister.errors))
    t.equal(register.activities.length, source.agreements.length + 6, 'and the hub’s own six')
    t.same(register.missing, [], language)
    for (const { id, cells } of register.activities) {
      for (const { id: column, source: asked } of columnRules) {
        const text = cells[column].join('').trim()
        t.not(text, '', `${language} ${id}: ${column} (${asked})`)
        t.notMatch(text, /undefined|\{\w+\}/u, `${language} ${id}: ${column}`)
      }
    }
  }
  t.end()
})

t.test('each line of GDPR art. 30(1) has its column', t => {
  const asked = columnRules.map(({ source: article }) => article).join('; ')
  for (const letter of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) {
    t.match(asked, `art. 30(1)(${letter})`)
  }
  t.equal(asked.match(/30\(1\)\(a\)/gu)?.length, 4, 'controller, representative, joint, officer')
  t.end()
})

t.test('the cells say what the agreement says and what its law fixes', t => {
  const register = make('hub', 'en')
  for (const [place, { text, hash }] of source.agreements.entries()) {
    const cells = register.activities[place]?.cells
    const all = (column: keyof NonNullable<typeof cells>) => cells?.[column].join('\n') ?? ''
    t.match(all('reference'), hash)
    t.match(all('legalBasis'), text.basisReference)
    t.match(all('controllers'), `contact@${text.sender}.example`)
    t.match(all('controllers'), `contact@${text.receiver}.example`)
    t.match(all('dpos'), `dpo@${text.receiver}.example`)
    t.match(all('processors'), text.controllerRoles.arrangement)
    t.match(all('impactAssessment'), text.dpia.reference)
    t.match(all('information'), text.noticeUrl)
    const { signalKeptMonthsMax, traceKeptMonths } = law[text.lawProfile]
    t.match(all('retention'), `${signalKeptMonthsMax.value} months`)
    t.match(all('retention'), `Trace of the exchange: ${traceKeptMonths.value} months (`)
    t.equal(
      all('retention').includes('The person’s agreement'),
      text.basis === 'with-agreement',
      'only where the person agreed',
    )
  }
  t.end()
})

t.test('what the hub does by itself began with the first agreement, and follows the last', t => {
  const [first, ...rest] = source.agreements
  if (first === undefined) throw new Error('no sample')
  const older = { ...first, activatedAt: '2026-03-02T08:00:00.000Z' }
  const ended = rest.map(each => ({ ...each, endedAt: '2026-11-19T08:00:00.000Z' }))
  const register = make('hub', 'fr', { ...source, agreements: [older, ...ended] })
  const own = register.activities.filter(({ kind }) => kind === 'hub')
  t.equal(own.length, 6)
  for (const { cells } of own) {
    t.same([cells.createdOn, cells.updatedOn], [['2026-03-02'], ['2026-11-19']])
  }
  t.end()
})

t.test('an agency’s officer gets what their agency answers for, and nothing of others', t => {
  for (const agency of ['caf-13', 'onss', 'mutualite-horizon']) {
    const mine = source.agreements.filter(
      ({ text }) => text.sender === agency || text.receiver === agency,
    )
    const register = make(agency)
    t.same(
      register.activities.map(({ id }) => id),
      mine.map(({ id, version }) => `${id}.${version}`),
    )
    t.ok(mine.length > 0 && mine.length < source.agreements.length)
    t.ok(isRegister(register))
  }
  t.same(make('nobody').activities, [])
  t.end()
})

t.test('what nobody recorded is empty and named, never made up', t => {
  const { hub: _, ...rest } = source
  const bare = {
    ...rest,
    participants: rest.participants.map(({ participant, contacts }) =>
      participant.id === 'caf-13' || contacts === undefined
        ? { participant }
        : { participant, contacts },
    ),
  }
  const register = make('hub', 'fr', bare)
  t.ok(isRegister(register), 'still a register')
  const touching = register.missing.filter(({ activity }) => activity.startsWith('agr_'))
  const ofCaf = source.agreements.filter(
    ({ text }) => text.sender === 'caf-13' || text.receiver === 'caf-13',
  )
  for (const { id, version } of ofCaf) {
    const columns = touching.filter(each => each.activity === `${id}.${version}`)
    t.same(
      columns.map(({ column }) => column),
      ['controllers', 'representatives', 'dpos', 'processors'],
      'half a list would look whole',
    )
  }
  t.ok(register.missing.some(({ activity }) => activity === 'hub.traces'))
  t.end()
})

/** A reader of our CSV: `;`, quotes doubled, lines within quotes. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted, plain, end] of text.matchAll(
    /(?:"((?:[^"]|"")*)"|([^;"\r\n]*))(;|\r\n|$)/gu,
  )) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
    if (end === '\r\n') rows.push([])
    if (end === '') break
  }
  return rows.filter(row => row.length > 1)
}

t.test('as CSV: UTF-8 with its mark, `;`, no formula', t => {
  const formula = '=HYPERLINK("https://x.example";"a")'
  const sly = source.agreements.map(agreement => ({
    ...agreement,
    text: {
      ...agreement.text,
      basisReference: formula,
      dpia: { reference: '\t+1', on: '2026-01-01' },
    },
  }))
  const csv = toRegisterCsv(make('hub', 'fr', { ...source, agreements: sly }))
  t.equal(csv.codePointAt(0), 0xfeff)
  const rows = readCsv(csv.slice(1))
  t.equal(rows.length, 1 + source.agreements.length + 6)
  t.same(
    rows.map(row => row.length),
    rows.map(() => columnRules.length),
  )
  t.match(rows[0], ['Référence', 'Activité'])
  const cells = rows.flat()
  t.notOk(
    cells.some(cell => /^\s*[=+\-@]/u.test(cell)),
    'no cell begins like a formula',
  )
  t.ok(cells.some(cell => cell.includes(formula)))
  t.match(Buffer.from(csv).toString('utf8'), 'Délégué à la protection des données')
  const alone = make('hub', 'fr', {
    ...source,
    agreements: sly.slice(0, 1).map(each => ({
      ...each,
      text: { ...each.text, dpia: { reference: '-2+3', on: '2026-01-01' } },
    })),
  })
  t.ok(readCsv(toRegisterCsv(alone).slice(1)).flat().includes("'-2+3, du 2026-01-01"))
  t.end()
})

/** Every element of a well-formed document; throws where one is not closed, in its order. */
function elementsOf(xml: string): { name: string; attributes: string }[] {
  const open: string[] = []
  const found: { name: string; attributes: string }[] = []
  const body = xml.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\s*/u, '')
  for (const [, close, name = '', attributes = '', self] of body.matchAll(
    /<(\/?)([a-z]+:[a-z-]+)((?:\s[a-zA-Z:-]+="[^"<]*")*)\s*(\/?)>/gu,
  )) {
    if (close === '/') {
      if (open.pop() !== name) throw new Error(`${name} closes what is not open`)
      continue
    }
    found.push({ name, attributes })
    if (self !== '/') open.push(name)
  }
  const outside = body.replaceAll(/<\/?[a-z]+:[a-z-]+(?:\s[a-zA-Z:-]+="[^"<]*")*\s*\/?>/gu, '')
  if (open.length > 0 || /[<>]|&(?!amp;|lt;|gt;|quot;)/u.test(outside)) {
    throw new Error('not well-formed')
  }
  return found
}

t.test('as a real spreadsheet: OpenDocument, mimetype first and as it is, every cell a text', t => {
  const odd = source.agreements.map(agreement => ({
    ...agreement,
    text: { ...agreement.text, basisReference: '<b>&"x"\u0001 =1+1' },
  }))
  const register = make('hub', 'de', { ...source, agreements: odd })
  const bytes = toRegisterOds(register, 'Verzeichnis & mehr')
  t.equal(bytes.readUInt32LE(0), 0x04034b50, 'a ZIP')
  t.equal(bytes.readUInt16LE(8), 0, 'stored')
  t.equal(bytes.readUInt16LE(28), 0, 'no extra field (OpenDocument 1.3 part 2, 3.3)')
  t.equal(bytes.subarray(30, 38 + odsType.length).toString('latin1'), `mimetype${odsType}`)
  const files = new Map(readZip(bytes).map(({ name, bytes: of }) => [name, of.toString()]))
  const text = (name: string) => files.get(name) ?? ''
  const manifest = elementsOf(text('META-INF/manifest.xml'))
  const listed = manifest.flatMap(
    ({ attributes }) => /full-path="([^"]+)"/u.exec(attributes)?.[1] ?? [],
  )
  t.same(listed, ['/', 'content.xml', 'styles.xml', 'meta.xml'])
  t.match(
    text('META-INF/manifest.xml'),
    `manifest:full-path="/" manifest:version="1.3" manifest:media-type="${odsType}"`,
  )
  t.same([...files.keys()].sort(), ['META-INF/manifest.xml', 'mimetype', ...listed.slice(1)].sort())
  for (const [name, root] of [
    ['content.xml', 'office:document-content'],
    ['styles.xml', 'office:document-styles'],
    ['meta.xml', 'office:document-meta'],
  ] as const) {
    const [first] = elementsOf(text(name))
    t.equal(first?.name, root)
    t.match(first?.attributes, 'office:version="1.3"')
  }
  const content = elementsOf(text('content.xml'))
  const of = (name: string) => content.filter(each => each.name === name)
  t.equal(of('table:table-row').length, 1 + register.activities.length)
  const cells = of('table:table-cell')
  t.equal(cells.length, (1 + register.activities.length) * columnRules.length)
  t.ok(cells.every(({ attributes }) => attributes.includes('office:value-type="string"')))
  t.notMatch(text('content.xml'), 'table:formula')
  t.match(text('content.xml'), '&lt;b&gt;&amp;&quot;x&quot; =1+1')
  t.match(text('meta.xml'), 'Verzeichnis &amp; mehr')
  const again = toRegisterOds(register, 'Verzeichnis & mehr')
  t.ok(bytes.equals(again), 'the same register is the same file')
  t.end()
})
