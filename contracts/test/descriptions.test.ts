import { readdirSync, readFileSync } from 'node:fs'
import t, { type Test } from 'tap'
import { writeAsyncApi } from '../scripts/write-descriptions.ts'
import { createAjv, subjects, toAsyncApi, toOpenApi } from '../src/index.ts'

type Document = Record<string, unknown>

const root = new URL('../../', import.meta.url)

/** The committed OpenAPI documents, by service. */
function openApis(): [string, Document][] {
  return readdirSync(new URL('services/', root)).flatMap(service => {
    try {
      const text = readFileSync(new URL(`services/${service}/openapi.json`, root), 'utf8')
      return [[service, JSON.parse(text)] as [string, Document]]
    } catch {
      return []
    }
  })
}

/** Every value under `key`, at any depth. */
function collect(value: unknown, key: string): unknown[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => [
    ...(name === key ? [inner] : []),
    ...collect(inner, key),
  ])
}

function resolves(document: Document, reference: unknown): boolean {
  const steps = String(reference).replace('#/', '').split('/')
  let here: unknown = document
  for (const step of steps) here = Object(here)[step]
  return here !== undefined
}

/** People's numbers as somebody might put them into an address. */
const identifiers = `253072B07300470 2530720730047 253072b07300470 799079999900197 85073003328
  85.07.30-033.28 2-53-07-2B-073-004-70 fr-nir:253072B07300470 MjUzMDcyQjA3MzAwNDcw`.split(/\s+/)

/** Parameters of a document's addresses that some person's number would fit. */
function leakyParameters(document: Document): string[] {
  return Object.entries(Object(document.paths)).flatMap(([path, item]) =>
    collect(item, 'parameters')
      .flatMap(list => (Array.isArray(list) ? list : []))
      .filter(parameter => parameter.in !== 'header' && fitsIdentifier(parameter.schema))
      .map(parameter => `${path} ${parameter.name}`),
  )
}

function fitsIdentifier(schema: { type?: string; pattern?: string; maximum?: number }): boolean {
  if (schema.type === 'integer') return (schema.maximum ?? Number.POSITIVE_INFINITY) >= 10 ** 10
  if (schema.pattern === undefined) return true
  const pattern = new RegExp(schema.pattern, 'u')
  return !/^\^.*\$$/.test(schema.pattern) || identifiers.some(number => pattern.test(number))
}

/** Compiles every component of a document with the validator that its own dialect names. */
function compileComponents(t: Test, document: Document): void {
  const { schemas } = Object(document.components)
  const definitions = JSON.parse(
    JSON.stringify(schemas).replaceAll('#/components/schemas/', '#/definitions/'),
  )
  const ajv = createAjv()
  ajv.addSchema({ $id: 'urn:unefois:document', definitions })
  for (const name of Object.keys(definitions)) {
    t.ok(ajv.getSchema(`urn:unefois:document#/definitions/${name}`), name)
  }
}

const sample = {
  title: 'Sample',
  version: '1',
  routes: [
    {
      method: 'POST',
      url: '/v1/cases/:id/close',
      summary: 'Close a case.',
      scopes: ['cases', 'signals'],
      body: 'case-close.v1',
      params: { id: '^[0-9a-f]{8}$' },
      response: { 200: 'case.v1', 204: null },
      idempotent: true,
      ifMatch: true,
    },
    {
      method: 'GET',
      url: '/v1/public/exchanges',
      summary: 'What is exchanged.',
      query: { limit: { type: 'integer', minimum: 1, maximum: 500, default: 100 } },
      response: { 200: 'urn:unefois:contracts:public-exchanges.v1' },
    },
  ],
} as const

t.test('a route table becomes an OpenAPI document', async t => {
  const document = toOpenApi(sample)
  t.same(toOpenApi(sample), document, 'the same table, the same document')
  t.match(document, {
    openapi: '3.1.0',
    paths: {
      '/v1/cases/{id}/close': {
        post: {
          operationId: 'postV1CasesIdClose',
          security: [{ token: ['cases'] }, { token: ['signals'] }],
          parameters: [
            { name: 'id', in: 'path', required: true, schema: { pattern: '^[0-9a-f]{8}$' } },
            { name: 'Idempotency-Key', in: 'header', required: true },
            { name: 'If-Match', in: 'header', required: true },
          ],
          requestBody: { content: { 'application/json': { schema: { $ref: /case-close\.v1$/ } } } },
          responses: { default: { $ref: '#/components/responses/problem' } },
        },
      },
      '/v1/public/exchanges': { get: { security: [] } },
    },
  })
  const references = collect(document, '$ref')
  t.ok(references.length > 20, `${references.length} references`)
  for (const reference of references) t.ok(resolves(document, reference), String(reference))
  t.notMatch(JSON.stringify(document), /urn:unefois:contracts:[^"]*#|"\$id"/, 'nothing to look up')
  compileComponents(t, document)
})

t.test('what cannot be described is refused', async t => {
  const [route] = sample.routes
  const table = (routes: Parameters<typeof toOpenApi>[0]['routes']) => ({ ...sample, routes })
  t.throws(() => toOpenApi(table([{ ...route, body: 'gossip.v1' }])), /no contract/)
  t.throws(() => toOpenApi(table([route, route])), /declared twice/)
})

t.test('no address of a service can carry a person’s number', async t => {
  const documents = openApis()
  t.ok(documents.length > 0, `${documents.length} services are described`)
  for (const [service, document] of documents) t.same(leakyParameters(document), [], service)
  const [route] = sample.routes
  for (const id of ['^[A-Za-z0-9_-]{1,64}$', '^[0-9]{11}$', '[0-9]{3}']) {
    const leaky = toOpenApi({ ...sample, routes: [{ ...route, params: { id } }] })
    t.same(leakyParameters(leaky), ['/v1/cases/{id}/close id'], id)
  }
  const counted = { after: { type: 'integer', minimum: 0, maximum: 99_999_999_999 } } as const
  const byNumber = toOpenApi({ ...sample, routes: [{ ...route, query: counted }] })
  t.same(leakyParameters(byNumber), ['/v1/cases/{id}/close after'])
})

t.test('the committed documents hold together', async t => {
  for (const [service, document] of openApis()) {
    const broken = collect(document, '$ref').filter(reference => !resolves(document, reference))
    t.same(broken, [], service)
    compileComponents(t, document)
    const ids = collect(document, 'operationId')
    t.equal(new Set(ids).size, ids.length, `${service} names each call once`)
  }
})

t.test('the table of subjects becomes an AsyncAPI document', async t => {
  const document = toAsyncApi()
  t.match(document, {
    asyncapi: '3.0.0',
    channels: Object.fromEntries(
      Object.entries(subjects).map(([name, { subject }]) => [name, { address: subject }]),
    ),
  })
  for (const reference of collect(document, '$ref')) t.ok(resolves(document, reference))
  compileComponents(t, document)
  const [path, text] = writeAsyncApi()
  t.equal(readFileSync(new URL(path, root), 'utf8'), text, 'and is the one committed')
})
