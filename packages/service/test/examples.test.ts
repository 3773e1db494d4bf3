import { readdirSync, readFileSync } from 'node:fs'
import { schemas, validatorFor } from '@unefois/contracts'
import { declaredNames, sentences } from '@unefois/errors'
import t from 'tap'
import { buildService, createManualClock, defineRoute, registerRoutes } from '../src/index.ts'

const folder = new URL('../../../contracts/examples/', import.meta.url)
const isProblem = validatorFor('urn:unefois:contracts:problem.v1')
const known = declaredNames(schemas)
const contracts = readdirSync(folder)

const app = buildService({
  name: 'examples',
  limits: { bodyBytesMax: 1_048_576 },
  log: () => undefined,
  clock: createManualClock(0),
  contracts: schemas,
  ready: async () => ({ ok: true, reasons: [] }),
})
registerRoutes(
  app,
  contracts.map(body =>
    defineRoute({
      method: 'POST',
      url: `/v1/${body}`,
      summary: body,
      public: true,
      body,
      handler: () => 'taken',
    }),
  ),
)
t.teardown(() => app.close())

function examplesOf(contract: string, kind: 'valid' | 'invalid'): { name: string; text: string }[] {
  const own = new URL(`${contract}/${kind}/`, folder)
  return readdirSync(own).map(name => ({ name, text: readFileSync(new URL(name, own), 'utf8') }))
}

/** Words that an answer may hold because they are ours: the frame's sentences and known names. */
const ours = [...Object.values(sentences), ...known, 'invalid-body', 'problems status code errors']

/** Every value and every unknown name of a document, long enough to be told from our own words. */
function foreignWords(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(foreignWords)
  if (typeof value === 'object' && value !== null) {
    const names = Object.keys(value).filter(name => !known.has(name))
    return [...names.filter(isForeign), ...Object.values(value).flatMap(foreignWords)]
  }
  return [String(value)].filter(isForeign)
}

const isForeign = (word: string): boolean =>
  word.length >= 3 &&
  !['null', 'true', 'false'].includes(word) &&
  !ours.some(own => own.includes(word))

const post = (contract: string, text: string) =>
  app.inject({
    method: 'POST',
    url: `/v1/${contract}`,
    payload: text,
    headers: { 'content-type': 'application/json' },
  })

t.test('every valid example is taken', async t => {
  for (const contract of contracts) {
    for (const { name, text } of examplesOf(contract, 'valid')) {
      const answer = await post(contract, text)
      t.equal(answer.statusCode, 200, `${contract}/${name}: ${answer.body}`)
    }
  }
})

t.test('every invalid example is refused, and nothing of it comes back', async t => {
  let words = 0
  for (const contract of contracts) {
    for (const { name, text } of examplesOf(contract, 'invalid')) {
      const answer = await post(contract, text)
      t.equal(answer.statusCode, 400, `${contract}/${name}`)
      t.ok(isProblem(answer.json()), `${contract}/${name} follows problem.v1`)
      const foreign = foreignWords(JSON.parse(text))
      const repeated = foreign.filter(word => answer.body.includes(word))
      t.strictSame(repeated, [], `${contract}/${name}`)
      words += foreign.length
    }
  }
  t.ok(words > 500, `${words} values and names were looked for`)
})
