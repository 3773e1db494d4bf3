import { readdirSync, readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { fullFormats } from 'ajv-formats/dist/formats.js'
import t from 'tap'
import { createAjv, schemas } from '../src/index.ts'

const folder = new URL('../examples/', import.meta.url)
const prefix = 'urn:unefois:contracts:'
const partsOnly = new Set([`${prefix}common.v1`, `${prefix}codes.v1`])
const contracts = schemas.filter(({ $id }) => !partsOnly.has($id))

/** Contracts that somebody outside the hub may post or publish to it. */
const requests =
  `signal signal-batch campaign campaign-acceptance release-request case-events case-claim
  case-unclaim case-resume case-contact case-notice case-hold case-close case-decline
  case-assign case-restrict case-unrestrict case-close-confirmation case-close-withdrawal
  case-erasure-request case-claims case-contacts case-notices legal-hold cosignature
  desk-acts access-export controller-contacts event-search breach
  participant participant-key right agreement-text agreement-opinion
  agreement-signature competence person-agreement objection renunciation taking-back
  identifier-succession erasure-request restriction restriction-lifting access-request
  delivered-signal recall`
    .split(/\s+/)
    .map(name => `${name}.v1`)
    .concat('case-contact.v2', 'cosignature.v2')
    .concat('person-agreement.v2', 'event-search.v2', 'case-events.v2')

type Kind = 'valid' | 'invalid'

function filesOf(contract: string, kind: Kind): string[] {
  try {
    return readdirSync(new URL(`${contract}/${kind}/`, folder)).sort()
  } catch {
    return []
  }
}

function exampleOf(contract: string, kind: Kind, file: string): unknown {
  return JSON.parse(readFileSync(new URL(`${contract}/${kind}/${file}`, folder), 'utf8'))
}

const ajv = createAjv()
for (const schema of schemas) ajv.addSchema(schema)

/** The same schemas read by a draft-07 validator, as OpenAPI and AsyncAPI tools read them. */
function createDraft07(): Ajv {
  const old = new Ajv({ strict: false, formats: { ...fullFormats } })
  for (const { $schema: _dialect, ...schema } of schemas) old.addSchema(schema)
  return old
}

t.test('every contract has examples, and no folder is left over', async t => {
  const names = contracts.map(({ $id }) => $id.replace(prefix, ''))
  t.same(readdirSync(folder).sort(), [...names].sort())
  for (const name of names) {
    t.ok(filesOf(name, 'valid').length >= 1, `${name} has a valid example`)
    const wanted = requests.includes(name) ? 3 : 1
    t.ok(filesOf(name, 'invalid').length >= wanted, `${name} has ${wanted} invalid examples`)
  }
})

t.test('every body that a service accepts counts as a request', async t => {
  const services = new URL('../../services/', import.meta.url)
  for (const service of readdirSync(services)) {
    const document = readIfThere(new URL(`${service}/openapi.json`, services))
    const bodies = [...document.matchAll(/"requestBody":[\s\S]*?schemas\/([a-z0-9.-]+)"/g)]
    for (const [, name = ''] of bodies) t.ok(requests.includes(name), `${service}: ${name}`)
  }
})

function readIfThere(file: URL): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

for (const kind of ['valid', 'invalid'] as const) {
  t.test(`every ${kind} example is so, here and for a draft-07 reader`, async t => {
    const draft07 = createDraft07()
    let examined = 0
    for (const { $id } of contracts) {
      const name = $id.replace(prefix, '')
      const validate = ajv.getSchema($id)
      const validateOld = draft07.getSchema($id)
      for (const file of filesOf(name, kind)) {
        const example = exampleOf(name, kind, file)
        const verdicts = [validate?.(example), validateOld?.(example)]
        t.same(verdicts, [kind === 'valid', kind === 'valid'], `${name} ${file}`)
        examined += 1
      }
    }
    t.ok(examined >= contracts.length, `${examined} examples`)
  })
}

t.test('a validator neither strips, nor coerces, nor fills in', async t => {
  const validate = ajv.getSchema(`${prefix}signal.v1`)
  const extra = { ...Object(exampleOf('signal.v1', 'valid', 'smallest.json')), note: 'x' }
  t.notOk(validate?.(extra))
  t.equal(extra.note, 'x', 'still there')
  const count = createAjv().compile({
    type: 'object',
    properties: { n: { type: 'integer', default: 1 } },
  })
  t.notOk(count({ n: '1' }))
  const empty = {}
  t.ok(count(empty))
  t.same(empty, {})
})

t.test('invalid examples are named after what is wrong', async t => {
  for (const { $id } of contracts) {
    const name = $id.replace(prefix, '')
    for (const file of [...filesOf(name, 'valid'), ...filesOf(name, 'invalid')]) {
      t.match(file, /^[a-z0-9]+(-[a-z0-9]+)*\.json$/, `${name} ${file}`)
    }
  }
})
