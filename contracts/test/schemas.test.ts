import { readFileSync } from 'node:fs'
import t from 'tap'
import { findEdited, hashSchemas, readPublished } from '../scripts/publish.ts'
import { writeTypes } from '../scripts/write-types.ts'
import { codes, createAjv, schemaById, schemas, territories } from '../src/index.ts'
import {
  findFreeStrings,
  findOpenObjects,
  findUnlimited,
  isTight,
  type Node,
  referencesOf,
  walk,
} from './walk.ts'

const prefix = 'urn:unefois:contracts:'
const nameOf = (id: string) => id.replace(prefix, '')
const allNodes = schemas.flatMap(schema => [...walk(schema, nameOf(schema.$id))])
const camelCase = (name: string) => name.replace(/-([a-z0-9])/g, (_, next) => next.toUpperCase())

/** The nodes of a contract and of every part that it refers to, at any depth. */
function reachable(name: string): Node[] {
  const nodes: Node[] = []
  const seen = new Set<string>()
  const visit = (reference: string) => {
    if (seen.has(reference)) return
    seen.add(reference)
    const [id = '', pointer] = reference.split('#/definitions/')
    const parts: Record<string, unknown> = Object(schemaById(id).definitions)
    const schema = pointer === undefined ? schemaById(id) : parts[pointer]
    if (schema === undefined) throw new Error(`${reference} does not exist`)
    nodes.push(...walk(schema, nameOf(reference)))
    for (const inner of referencesOf(schema)) visit(inner)
  }
  visit(`${prefix}${name}`)
  return nodes
}

t.test('every schema compiles under the shared strict options', async t => {
  const ajv = createAjv()
  for (const schema of schemas) ajv.addSchema(schema)
  for (const { $id } of schemas) t.ok(ajv.getSchema($id), nameOf($id))
  t.throws(() => createAjv().compile({ type: 'object', 'x-unheard-of': 1 }), /unknown keyword/)
  t.throws(
    () => createAjv().compile({ type: 'string', 'x-free-text': { reason: 'x' } }),
    'audience',
  )
})

t.test('only keywords that mean the same in draft-07 are used', async t => {
  const shared = new Set(
    `$schema $id $ref description type properties required additionalProperties patternProperties
    items minItems maxItems enum const pattern minLength maxLength minimum maximum format oneOf
    anyOf allOf if then else definitions x-free-text sensitive`.split(/\s+/),
  )
  for (const { schema, path } of allNodes) {
    const foreign = Object.keys(schema).filter(keyword => !shared.has(keyword))
    if (foreign.length > 0) t.fail(`${path} uses ${foreign.join(', ')}`)
    if (Array.isArray(schema.items)) t.fail(`${path} has a list of items`)
    // In draft-07 a reference silences its siblings.
    const siblings = Object.keys(schema).filter(key => key !== '$ref' && key !== 'description')
    if (schema.$ref !== undefined && siblings.length > 0) t.fail(`${path} adds to a reference`)
  }
  t.ok(allNodes.length > 500, `${allNodes.length} nodes examined`)
})

t.test('objects are closed, lists and strings limited, contracts described', async t => {
  t.same(findOpenObjects(allNodes), [])
  t.same(findUnlimited(allNodes), [])
  for (const schema of schemas) t.ok(schema.description, nameOf(schema.$id))
  const planted = {
    type: 'object',
    properties: { a: { type: 'array', items: { type: 'string' } } },
  }
  t.same(findOpenObjects(walk(planted, 'p')), ['p'])
  t.same(findUnlimited(walk(planted, 'p')), ['p/properties/a', 'p/properties/a/items'])
})

t.test('nobody can write words in what travels', async t => {
  const travelling =
    `signal.v1 signal-accepted.v1 delivered-signal.v1 recall.v1 restriction-order.v1
    registry-changed.v1
    release-request.v1 release-answer.v1 case-events.v1 case-events.v2 case-events-answer.v1
    integration-checks.v1 integration-answers.v1`.split(/\s+/)
  for (const name of travelling) {
    const nodes = reachable(name)
    t.same(findFreeStrings(nodes), [], `${name}: ${nodes.length} nodes`)
    t.notOk(
      nodes.some(({ schema }) => 'x-free-text' in schema),
      `${name} excuses no free text`,
    )
  }
})

t.test('elsewhere a free string says why and for whom', async t => {
  const byPath = new Map(allNodes.map(node => [node.path, node.schema]))
  for (const path of findFreeStrings(allNodes)) {
    const excuse: unknown = byPath.get(path)?.['x-free-text']
    t.match(excuse, { reason: /\w{3}/, audience: /\w{3}/ }, path)
  }
  const planted = {
    properties: { a: { type: 'string', pattern: '^.{1,9}$' }, b: { type: 'string' } },
  }
  t.same(findFreeStrings(walk(planted, 'p')), ['p/properties/a', 'p/properties/b'])
  for (const loose of ['^[a-z ]{1,40}$', '[a-z]{1,9}', '^\\S{1,9}$', '^[a-z]+$', '^[^0-9]{1,5}$']) {
    t.notOk(isTight(loose), loose)
  }
  t.ok(isTight('^agr_[0-9a-f]{32}$'))
})

t.test('enumerations are the code lists, with four labels each', async t => {
  const enumerations: Record<string, { enum?: string[] }> = Object(
    schemaById(`${prefix}codes.v1`).definitions,
  )
  const lists = Object.entries(codes)
  t.same(
    Object.fromEntries(lists.map(([list, rows]) => [list, rows.map(row => row.code)])),
    Object.fromEntries(
      Object.entries(enumerations).flatMap(([list, part]) =>
        part.enum ? [[list, part.enum]] : [],
      ),
    ),
  )
  for (const [list, rows] of [...lists, ['territory', territories()] as const]) {
    t.equal(new Set(rows.map(row => row.code)).size, rows.length, `${list} says nothing twice`)
    for (const { code, labels } of rows) {
      const texts = [labels.fr, labels.nl, labels.de, labels.en]
      if (texts.some(text => typeof text !== 'string' || text.trim() === ''))
        t.fail(`${list} ${code}`)
    }
  }
  t.match(enumerations.outcomeCounts, {
    properties: Object.fromEntries(codes.outcome.map(({ code }) => [code, Object])),
  })
  for (const [list, rows] of lists) {
    const file = list.replace(/[A-Z]/g, capital => `-${capital.toLowerCase()}`)
    t.equal(camelCase(file), list)
    t.notOk(
      rows.some(row => /fraud/i.test(row.code)),
      `${list} cannot say it`,
    )
  }
})

t.test('what is health or offence data is flagged', async t => {
  const flagged = (rows: readonly { code: string; sensitive?: string }[]) =>
    Object.fromEntries(rows.flatMap(row => (row.sensitive ? [[row.code, row.sensitive]] : [])))
  t.same(flagged(codes.trigger), {
    'release-from-prison': 'offence',
    'illness-or-carer': 'health',
    'care-forgone-declared': 'health',
    'care-forgone-questioned': 'health',
    'prescriptions-not-carried-out': 'health',
  })
  t.same(Object.keys(flagged(codes.detectionChannel)), [
    'health-examination-centre',
    'medical-service',
    'health-professional',
  ])
  t.same(flagged(codes.outcome), {})
})

t.test('territories have the form that signals accept', async t => {
  const parts: Record<string, { pattern?: string }> = Object(
    schemaById(`${prefix}common.v1`).definitions,
  )
  const form = new RegExp(parts.territory?.pattern ?? '^$', 'u')
  const rows = territories()
  for (const row of rows) if (!form.test(row.code)) t.fail(row.code)
  t.equal(
    rows.filter(row => row.code.startsWith('fr-')).length,
    102,
    '101 départements and one more',
  )
  t.match(
    rows.find(row => row.code === 'be-21007'),
    { labels: { fr: 'Forest', nl: 'Vorst' } },
  )
  for (const { code, from = '', to = '9' } of rows) t.ok(from < to, `${code} begins before it ends`)
})

t.test('a published version is never edited', async t => {
  const published = readPublished()
  const today = hashSchemas()
  t.same(findEdited(published, today), [])
  t.same(
    Object.keys(today).filter(file => !(file in published)),
    [],
    'all are on the list',
  )
  const [file = ''] = Object.keys(published)
  t.same(findEdited(published, { ...today, [file]: 'edited' }), [file])
  const { [file]: _removed, ...others } = today
  t.same(findEdited(published, others), [file])
})

t.test('the types are those of the schemas', async t => {
  const written = readFileSync(new URL('../generated/types.ts', import.meta.url), 'utf8')
  t.equal(await writeTypes(), written)
})
