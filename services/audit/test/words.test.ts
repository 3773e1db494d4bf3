import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { schemas } from '@unefois/contracts'
import t from 'tap'
import { lawWords } from '../src/pages/words/law.ts'
import { operations } from '../src/pages/words/operations/index.ts'

const root = join(import.meta.dirname, '../../..')

/** Every operation that a service's code or SQL appends under, as its text says it. */
function operationsInCode(): Set<string> {
  const found = new Set<string>()
  const files = globSync('services/*/{src,migrations}/**/*.{ts,sql}', { cwd: root })
  const written = [
    /\boperation(?:\s*===?|:)\s*'([a-z]+(?:-[a-z]+)+)'/gu,
    /\bstandingAct\('([a-z]+(?:-[a-z]+)+)'/gu,
    /\bask\('([a-z]+(?:-[a-z]+)+)'/gu,
    /^\s*'([a-z-]+-lapse)':/gmu,
    /^\s*'(signal-[a-z]+)', \w+\.(?:hash|agreement_hash)/gmu,
    /c\.purpose, '(signal-[a-z]+)'/gu,
    /'(competence-(?:record|close))'/gu,
  ]
  for (const file of files) {
    if (file.includes('/words/')) continue
    const text = readFileSync(join(root, file), 'utf8')
    for (const pattern of written) {
      for (const [, operation = ''] of text.matchAll(pattern)) found.add(operation)
    }
    if (file.endsWith('.sql')) continue
    // One of two, or given to the function that builds the act.
    for (const [line] of text.matchAll(/^.*(?:\boperation\b.*\?|\bactOn\().*$/gmu)) {
      for (const [, each = ''] of line.matchAll(/'([a-z]+(?:-[a-z]+)+)'/gu)) found.add(each)
    }
  }
  // Two families are built from a code.
  for (const kind of ['objection', 'renunciation']) {
    found.add(`${kind}-lodge`).add(`${kind}-withdraw`)
  }
  const desk = schemas.find(({ $id }) => $id === 'urn:unefois:contracts:desk-acts.v1')
  const listed = JSON.stringify(desk).match(/"enum":\[([^\]]*)\]/u)?.[1] ?? ''
  for (const [, operation = ''] of listed.matchAll(/"([a-z-]+)"/gu)) found.add(operation)
  for (const type of ['received', 'taken-charge', 'informed', 'closed', 'declined', 'erased']) {
    found.add(`case-${type}`)
  }
  return found
}

t.test('every operation in the code has words in four languages', async t => {
  const found = operationsInCode()
  t.ok(found.size > 70, `${found.size} found`)
  t.strictSame(
    [...found].filter(each => !(each in operations)),
    [],
    'none without words',
  )
  for (const phrase of Object.values(operations)) {
    t.equal(new Set(Object.values(phrase)).size, 4, phrase.fr)
  }
})

t.test('an article has the name of its text in the language of the page', async t => {
  const article = 'GDPR art. 14(3)(b) and 21(4)'
  t.equal(lawWords(article, 'fr'), 'RGPD art.\u00a014(3)(b) et 21(4)')
  t.equal(lawWords(article, 'nl'), 'AVG art.\u00a014(3)(b) en 21(4)')
  t.equal(lawWords(article, 'de'), 'DSGVO Art.\u00a014(3)(b) und 21(4)')
  t.equal(lawWords('BCSS management contract, extract', 'nl').split(' ')[0], 'bestuursovereenkomst')
  t.equal(lawWords('CRPA L.114-8 II, al. 2', 'de'), 'CRPA L.114-8 II, al. 2', 'none of ours')
})
