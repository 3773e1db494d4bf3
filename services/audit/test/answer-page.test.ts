import type { AccessAnswerV2 } from '@unefois/contracts'
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
