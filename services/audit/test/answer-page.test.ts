import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type AccessAnswerV2, schemaById } from '@unefois/contracts'
import { sampleParticipants } from '@unefois/local'
import { jcs } from '@unefois/sealing'
import t from 'tap'
import { directoryOf } from '../src/domain/directory.ts'
import { answerPages } from '../src/pages/access/document/answer-pages.ts'
import { detailNames, detailValues } from '../src/pages/words/details.ts'

const id = '019a0000-0000-7000-8000-000000000001'
const at = '2026-11-21T08:00:00.000Z'
const directory = directoryOf(
  { participants: sampleParticipants.map(each => ({ ...each, keys: [] })) },
  [],
)

const root = join(import.meta.dirname, '../../..')

/** What the hub's own acts carry, about no person: no answer has them. */
const ofNobody = `asOf because flag kept key late law notified openings origin page partition
  perDayMax root rows settledAs signals size successor traces verifierKey`.split(/\s+/u)

/** Each name that a service's code writes into the second part of an act at the hub. */
function namesInCode(): Set<string> {
  const { properties = {} } = schemaById('urn:unefois:contracts:objection.v1') as {
    properties?: Record<string, { properties?: object }>
  }
  const found = new Set(Object.keys(properties.scope?.properties ?? {}))
  const begins =
    /\b(?:detail(?::| =)|said =) (?=\{)|function (?:traceDetail|inheritedFrom)\b.*\{\n/gu
  for (const path of globSync('services/{audit,consent,gateway}/src/**/*.ts', { cwd: root })) {
    const text = readFileSync(join(root, path), 'utf8')
    for (const begin of text.matchAll(begins)) {
      const rest = text.slice(begin.index + begin[0].length)
      const object = begin[0].endsWith('\n')
        ? rest.slice(rest.indexOf('return'), rest.indexOf('\n}'))
        : balanced(rest)
      const names = object.matchAll(/[{,]\s*([a-z]\w*)\s*(?=[,:}])/giu)
      for (const [, name = ''] of names) found.add(name)
    }
  }
  return found
}

/** From a brace to the one that closes it. */
function balanced(text: string): string {
  let depth = 0
  const end = [...text].findIndex(each => {
    depth += each === '{' ? 1 : each === '}' ? -1 : 0
    return depth === 0
  })
  return text.slice(0, end + 1)
}

t.test('every name that a service writes about a person has words', t => {
  const found = namesInCode()
  t.strictSame(
    ofNobody.filter(name => !found.has(name)),
    [],
    'none is on that list for nothing',
  )
  const told = [...found].filter(name => !ofNobody.includes(name))
  t.strictSame(told.sort(), Object.keys(detailNames).sort())
  t.end()
})

/** What acts about a person carry, one of each name that any service gives. */
const details: Readonly<Record<string, unknown>>[] = [
  { right: 'fr.carsat.aspa', trigger: 'age-threshold', detection: 'partner', ntuType: 'not-asked' },
  { objection: id, agency: 'carsat-sud-est', lodgedBy: 'legal-representative', lapsesAt: at },
  { request: id, by: 'adviser', authority: 'guardianship', answerBy: at },
  { request: id, by: 'person', ground: 'accuracy-contested', endsAt: at, toldAt: at },
  { agreement: id, rights: ['fr.cpam.c2s'], recipients: ['cpam-13'], collector: 'caf-13' },
  { eventAt: at, outcomes: ['right-opened', 'claim-filed'], declineReason: 'not-competent' },
  { reason: 'objection', follows: id, campaign: id, personAgreement: id, file: id },
  { part: id, agency: 'cpam-13', dueAt: at, hold: id, basis: 'court-order', breach: id },
]

const answer: AccessAnswerV2 = {
  version: 1,
  hub: 'hub-test',
  log: 'hub-test/log',
  request: { id, requestedAt: at, answerBy: at, by: 'person' },
  madeAt: at,
  numbers: 1,
  size: 0,
  events: details.map(detail => ({
    id,
    kind: 'act' as const,
    first: jcs({ kind: 'act', id, at, agency: 'hub', operation: 'access-answer' }),
    second: jcs({ detail }),
    publishedBy: at,
  })),
  parts: [],
}

t.test('a person reads words, in each language, and no name of a field or of a code', t => {
  const names = new Set(details.flatMap(detail => Object.keys(detail)))
  t.strictSame([...names].sort(), Object.keys(detailNames).sort(), 'one of each')
  for (const { name, text } of answerPages(answer, directory)) {
    for (const field of names) {
      t.notMatch(text, new RegExp(`>${field}\\s?: `, 'u'), `${name}: ${field}`)
    }
    const codes = Object.keys(detailValues).filter(code => code.includes('-'))
    for (const code of [...codes, 'age-threshold', 'right-opened', 'carsat-sud-est', '.000Z<']) {
      t.notMatch(text, code, `${name}: ${code}`)
    }
  }
  const pages = new Map(answerPages(answer, directory).map(each => [each.name, each.text]))
  t.match(pages.get('fr.html'), 'Demandé par\u00a0: son représentant légal')
  t.match(pages.get('nl.html'), 'Op grond van: de voogdij')
  t.match(pages.get('de.html'), /12 Monate aufbewahrt.*36 Monate in Frankreich und 120/su)
  t.match(pages.get('en.html'), 'Outcomes: Right opened, Claim filed')
  t.match(pages.get('fr.html'), /en\sBelgique RGPD art\.\s5\(1\)\(b\).*une autorité a ordonné/su)
  t.match(pages.get('nl.html'), /CRPA L\.114-8 II.*AVG art\.\s5\(1\)\(b\).*een autoriteit beval/su)
  t.match(pages.get('de.html'), /DSGVO Art\.\s5\(1\)\(b\).*eine Behörde\s+ihre Aufbewahrung/su)
  t.match(pages.get('en.html'), /GDPR art\.\s5\(1\)\(b\).*an authority ordered/su)
  t.end()
})

t.test('who takes an objection back is not called the sender', t => {
  const entry = { class: 'objection', reason: 'withdrawal', article: 'CRPA R.114-9-7' }
  const events = [{ id, kind: 'erasure' as const, own: jcs({ kind: 'erasure', id, at, entry }) }]
  const pages = answerPages({ ...answer, events }, directory)
  t.match(pages.find(({ name }) => name === 'en.html')?.text, 'Objections, taken back')
  t.notMatch(pages.find(({ name }) => name === 'en.html')?.text, 'by the sender')
  t.end()
})

t.test('what an act never had is not said to be erased', t => {
  const [event] = answer.events
  if (event === undefined) throw new Error('the answer has events')
  const { second: _, ...rest } = event
  const pages = answerPages({ ...answer, events: [{ ...rest, secondErasedAt: at }] }, directory)
  const said = ['Détails effacés le', 'Details gewist op', 'Einzelheiten gelöscht am']
  for (const [place, words] of [...said, 'Details erased on'].entries()) {
    t.match(pages[place]?.text, words)
  }
  t.end()
})

t.test('an agency that never gave its part is said to be late', t => {
  const asked = { agency: 'cpam-13', askedAt: at, dueAt: at }
  for (const [madeAt, says] of [
    ['2026-11-21T07:59:59.000Z', 'not yet<'],
    [at, 'not yet: the day has passed'],
  ] as const) {
    const pages = answerPages({ ...answer, madeAt, parts: [asked] }, directory)
    t.match(pages.find(({ name }) => name === 'en.html')?.text, says)
  }
  t.end()
})
