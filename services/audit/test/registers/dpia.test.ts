import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { type Dpia, type Language, validatorFor } from '@unefois/contracts'
import { languages } from '@unefois/pages'
import t from 'tap'
import type { AssessmentInput } from '../../src/registers/dpia/assessment.ts'
import { writeEvaluations } from '../../src/registers/dpia/evaluations.ts'
import { makeAssessment } from '../../src/registers/dpia/make-assessment.ts'
import { toPiaFile } from '../../src/registers/dpia/pia-file.ts'
import { sayDpia } from '../../src/registers/dpia/say-dpia.ts'
import { evidenceOf, measureNames } from '../../src/registers/measures.ts'
import { at, running, sampleSource } from './sample-source.ts'

const root = new URL('../../../../', import.meta.url)
const isDpia = validatorFor('urn:unefois:contracts:dpia.v1')
const source = sampleSource()
const input = (change: Partial<AssessmentInput> = {}): AssessmentInput => ({
  source,
  running,
  language: 'fr',
  at,
  ...change,
})
const write = (language: Language = 'fr'): Dpia => toPiaFile(makeAssessment(input({ language })))

/** The questions of the CNIL's tool (pia_architecture.json), by section. */
const questions = [
  111,
  112,
  113,
  121,
  122,
  123,
  211,
  212,
  213,
  214,
  215,
  221,
  222,
  223,
  224,
  225,
  226,
  227,
  ...[320, 330, 340].flatMap(risk => [1, 2, 3, 4, 5, 6].map(place => risk + place)),
]

t.test('the file is one that the CNIL’s tool imports, in each language', t => {
  for (const language of languages) {
    const file = write(language)
    t.ok(isDpia(file), JSON.stringify(isDpia.errors))
    t.same(Object.keys(file), ['pia', 'answers', 'measures', 'evaluations', 'comments'])
    for (const member of Object.values(file)) {
      t.ok(Array.isArray(member) ? member.length > 0 : Object.keys(member).length > 0)
    }
    t.same(
      file.answers.map(({ reference_to }) => reference_to),
      questions,
      'every question, once',
    )
    t.notMatch(JSON.stringify(file), /undefined|\{[a-zA-Z]+\}/u)
  }
  t.end()
})

t.test('the importer’s own steps find what they look for', t => {
  // What pia.service.ts does with a file: ids are made anew, so references must be strings of
  // the section, `3.1.<measure>` for measures; lists of measures are their titles; dates parse.
  const file: Dpia = JSON.parse(JSON.stringify(write()))
  t.ok(file.pia, '`importData` refuses a file without it')
  const ids = new Set(file.measures.map(({ id }) => id))
  const titles = new Set(file.measures.map(({ title }) => title))
  const references = file.evaluations.map(({ reference_to }) => reference_to)
  for (const reference of references) {
    t.type(reference, 'string')
    if (reference.startsWith('3.1')) t.ok(ids.has(Number(reference.split('.')[2])), reference)
  }
  const wanted = [
    ...['1.1', '1.2', '3.2', '3.3', '3.4'],
    ...questions.filter(id => id > 210 && id < 216).map(id => `2.1.${id}`),
    ...questions.filter(id => id > 220 && id < 228).map(id => `2.2.${id}`),
    ...[...ids].map(id => `3.1.${id}`),
  ]
  t.same([...references].sort(), wanted.sort(), 'each item, question and measure, once')
  for (const id of [324, 334, 344]) {
    const list = file.answers.find(({ reference_to }) => reference_to === id)?.data.list ?? []
    t.ok(list.length > 0 && list.every(title => titles.has(title)), `${id} names measures`)
  }
  for (const { reference_to: id, data } of file.answers) {
    const isGauge = id > 300 && id % 10 >= 5
    t.equal(data.gauge !== null, isGauge, `${id} estimates or not`)
    if (id > 300 && id % 10 < 5) t.ok(data.list.length > 0 && data.text === null, `${id}`)
    else t.ok((data.text ?? '').length > 10, `${id}`)
  }
  for (const { created_at } of [file.pia, ...file.answers, ...file.measures]) {
    t.not(new Date(created_at).getTime(), Number.NaN)
  }
  t.equal(file.pia.status, 0, 'nobody signs for the controllers')
  t.end()
})

t.test('each measure is linked to a test or proof that exists', t => {
  const proofs = readdirSync(new URL('packages/replay/src/proofs/', root))
  const seen = new Set<string>()
  for (const name of measureNames) {
    const { tests, proofs: named, gaps } = evidenceOf(name)
    t.ok(tests.length + named.length + gaps.length > 0, `${name} has evidence, or says it has none`)
    for (const { file, test } of tests) {
      t.ok(existsSync(new URL(file, root)), `${name}: ${file}`)
      seen.add(`${file} ${test}`)
    }
    for (const proof of named) t.ok(proofs.includes(`${proof}.ts`), `${name}: prove ${proof}`)
  }
  t.ok(seen.size > 60, `${seen.size} tests are named`)
  const file = write('en')
  for (const [place, name] of measureNames.entries()) {
    const { content } = file.measures[place] ?? { content: '' }
    for (const { file: path } of evidenceOf(name).tests) t.match(content, path)
  }
  t.end()
})

t.test('a measure of which a part is open is not called acceptable', t => {
  const assessment = makeAssessment(input())
  for (const { id, evidence, name } of assessment.measures) {
    const status = assessment.evaluations.find(({ of }) => of === `3.1.${id}`)?.status
    const shown = evidence.tests.length + evidence.proofs.length
    t.equal(status, evidence.gaps.length === 0 && shown > 0 ? 3 : shown > 0 ? 2 : 1, name)
  }
  t.end()
})

t.test('what is open or not shown at all is said in an evaluation', t => {
  const measures = makeAssessment(input()).measures
  const [first, second] = measures
  if (first === undefined || second === undefined) throw new Error('no measures')
  const gaps = ['a part (not built)']
  const partly = { ...first, evidence: { ...first.evidence, gaps } }
  const not = { ...second, evidence: { ...second.evidence, tests: [], proofs: [], gaps } }
  const writing = { ...input({ language: 'en' }), say: sayDpia('en') }
  const evaluations = writeEvaluations(writing, [partly, not], [])
  const find = (id: number) => evaluations.find(({ of }) => of === `3.1.${id}`)
  t.match(find(first.id), { status: 2, plan: /a part \(not built\)/u })
  t.match(find(second.id), { status: 1, comment: /Named tests: 0/u })
  t.equal(evaluations.find(({ of }) => of === '2.2.225')?.status, 3, 'without an open point')
  t.end()
})

t.test('answers carry the figures and settings of what runs', t => {
  const text = (question: number, of = write()) =>
    JSON.stringify(of.answers.find(({ reference_to }) => reference_to === question)?.data)
  t.match(text(111), `conventions en vigueur\u00a0: ${source.agreements.length}`)
  for (const version of [running.unefois, running.node, running.postgres])
    t.match(text(123), version)
  t.match(text(336), 'feuilles publiées\u00a0: 512')
  t.match(text(336), 'contresigné par des organismes\u00a0: 3 (quorum 2)')
  t.match(text(215), '36 mois')
  t.match(text(215), '120 mois')
  const half = { ...source, agreements: source.agreements.slice(0, 2) }
  const small = toPiaFile(makeAssessment(input({ source: half })))
  t.match(text(111, small), 'conventions en vigueur\u00a0: 2')
  t.notMatch(text(215, small), '120 mois', 'the law of others is not theirs')
  t.match(write().pia.dpo_opinion, `favorables ${source.agreements.length * 2}`)
  t.ok(write().measures.some(({ content }) => content.includes('signés à ce jour\u00a0: 41')))
  t.end()
})

t.test('a log that nobody else vouches for is not called safe', t => {
  for (const alone of [{ witnesses: 1 }, { logSize: 0 }]) {
    const file = toPiaFile(makeAssessment(input({ running: { ...running, ...alone } })))
    const risk = file.evaluations.find(({ reference_to }) => reference_to === '3.3')
    t.match(risk, { status: 2, gauges: { x: 2, y: 2 } })
    const answer = file.answers.find(({ reference_to }) => reference_to === 336)
    t.equal(answer?.data.gauge, 2)
    t.match(answer?.data.text, 'pas encore contresigné')
  }
  t.match(
    write().evaluations.find(({ reference_to }) => reference_to === '3.3'),
    { status: 3 },
  )
  t.end()
})

t.test('what is open for a lawyer in SECURITY.md is a comment each', t => {
  const security = readFileSync(new URL('SECURITY.md', root), 'utf8')
  const [, open = ''] = security.split('## Open legal points')
  const points = [...open.matchAll(/^\d+\. /gmu)].length
  const { comments } = makeAssessment(input())
  t.ok(points > 0)
  t.equal(comments.filter(({ isLegal }) => isLegal).length, points)
  t.ok(comments.filter(({ isLegal }) => !isLegal).length >= 5, 'and residual risks')
  t.end()
})

t.test('a hub without agreements still has its assessment', t => {
  const empty = { version: 1, participants: [], rights: [], agreements: [] }
  const file = toPiaFile(makeAssessment(input({ source: empty })))
  t.ok(isDpia(file), JSON.stringify(isDpia.errors))
  t.end()
})

t.test('markup in what people wrote is text', t => {
  const agreements = source.agreements.map(agreement => ({
    ...agreement,
    text: {
      ...agreement.text,
      controllerRoles: { ...agreement.text.controllerRoles, arrangement: '<img src=x>' },
    },
  }))
  const file = JSON.stringify(
    toPiaFile(makeAssessment(input({ source: { ...source, agreements } }))),
  )
  t.notMatch(file, '<img')
  t.match(file, '&lt;img src=x&gt;')
  t.end()
})
