import { Components } from './components.ts'

/** One parameter of a query string, as route tables declare it. */
export type DescribedParameter =
  | { readonly type: 'string'; readonly pattern: string; readonly required?: true }
  | {
      readonly type: 'integer'
      readonly minimum: number
      readonly maximum: number
      readonly default?: number
      readonly required?: true
    }

/** A body that is a stream of lines: each is one of a contract, in one of these media types. */
export interface DescribedLines {
  readonly contract: string
  readonly mediaTypes: readonly string[]
  readonly description: string
}

/** One call, as a service's route table declares it. Handlers and other members are ignored. */
export interface DescribedRoute {
  readonly method: string
  /** With Fastify's parameters: `/v1/signals/:id`. */
  readonly url: string
  readonly summary: string
  readonly description?: string
  /** One of these is enough. Absent: the call is public. */
  readonly scopes?: readonly string[]
  /** Contract of the body: `signal.v1`, or its `$id`. */
  readonly body?: string
  /** A body of many lines that is read as it comes. */
  readonly lines?: DescribedLines
  readonly query?: Readonly<Record<string, DescribedParameter>>
  /** Path parameter → anchored pattern. */
  readonly params?: Readonly<Record<string, string>>
  /** Status → contract of the answer, or null for one without a JSON body. */
  readonly response?: Readonly<Record<number, string | null>>
  /** Media type of a success without a contract, such as `text/event-stream`. */
  readonly mediaType?: string
  /** Further request headers: name → what it is for. */
  readonly headers?: Readonly<Record<string, string>>
  readonly idempotent?: true
  readonly ifMatch?: true
}

/** What `services/<name>/src/describe.ts` answers from `describeRoutes()`. */
export interface ServiceDescription {
  readonly title: string
  readonly version: string
  readonly routes: readonly DescribedRoute[]
}

type Json = Record<string, unknown>

/** What a path parameter may be where its route says nothing. */
const idPattern = '^[A-Za-z0-9_-]{1,64}$'

const statusTexts: Readonly<Record<number, string>> = {
  200: 'Done.',
  201: 'Created.',
  202: 'Accepted: it is stored.',
  204: 'Done; nothing to say.',
}

/**
 * Writes the OpenAPI 3.1 document of a route table: pure, the same text for the same table.
 * @throws when a route names a contract that does not exist, or two routes are the same call.
 */
export function toOpenApi(service: ServiceDescription): Json {
  const components = new Components()
  const paths: Record<string, Json> = {}
  for (const route of service.routes) {
    const path = route.url.replace(/:([A-Za-z]+)/g, '{$1}')
    const method = route.method.toLowerCase()
    const item = paths[path] ?? {}
    paths[path] = item
    if (method in item) throw new Error(`${route.method} ${route.url} is declared twice`)
    item[method] = operation(route, components)
  }
  const problem = components.refer('problem.v2')
  return {
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: { title: service.title, version: service.version, license },
    servers: [{ url: '/' }],
    paths: Object.fromEntries(Object.entries(paths).sort(([a], [b]) => (a < b ? -1 : 1))),
    components: {
      securitySchemes: { token },
      responses: {
        problem: {
          description: 'A refusal (RFC 9457); its page is at its `type`.',
          content: { 'application/problem+json': { schema: problem } },
        },
      },
      schemas: components.table(),
    },
  }
}

const license = { name: 'EUPL-1.2', identifier: 'EUPL-1.2' }
const token = {
  type: 'http',
  scheme: 'bearer',
  bearerFormat: 'at+jwt',
  description: 'OAuth 2.0 client_credentials with private_key_jwt; the roles named are scopes.',
}

function operation(route: DescribedRoute, components: Components): Json {
  const parameters = [...pathParameters(route), ...queryParameters(route), ...headers(route)]
  const body = requestBody(route, components)
  return {
    operationId: operationId(route),
    summary: route.summary,
    ...(route.description === undefined ? {} : { description: route.description }),
    security: securityOf(route),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === undefined ? {} : { requestBody: body }),
    responses: responses(route, components),
  }
}

function requestBody(route: DescribedRoute, components: Components): Json | undefined {
  if (route.body !== undefined) {
    const schema = components.refer(route.body)
    return { required: true, content: { 'application/json': { schema } } }
  }
  if (route.lines === undefined) return undefined
  const schema = components.refer(route.lines.contract)
  return {
    required: true,
    description: route.lines.description,
    content: Object.fromEntries(route.lines.mediaTypes.map(type => [type, { schema }])),
  }
}

function securityOf(route: DescribedRoute): Json[] {
  return (route.scopes ?? []).map(scope => ({ token: [scope] }))
}

/** `POST /v1/signals/:id/withdrawal` → `postV1SignalsIdWithdrawal`. */
function operationId(route: DescribedRoute): string {
  const words = route.url.split(/[^A-Za-z0-9]+/).filter(Boolean)
  const pascal = words.map(word => word.charAt(0).toUpperCase() + word.slice(1))
  return route.method.toLowerCase() + pascal.join('')
}

function pathParameters(route: DescribedRoute): Json[] {
  return [...route.url.matchAll(/:([A-Za-z]+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', pattern: route.params?.[name] ?? idPattern },
  }))
}

function queryParameters(route: DescribedRoute): Json[] {
  return Object.entries(route.query ?? {}).map(([name, { required = false, ...schema }]) => ({
    name,
    in: 'query',
    required,
    schema,
  }))
}

const uuidPattern = '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'

function headers(route: DescribedRoute): Json[] {
  const all: Json[] = Object.entries(route.headers ?? {}).map(([name, description]) => ({
    name,
    in: 'header',
    description,
    schema: { type: 'string' },
  }))
  if (route.idempotent) {
    all.push({
      name: 'Idempotency-Key',
      in: 'header',
      required: true,
      description: 'A UUID of yours: the same key and body always have the same answer.',
      schema: { type: 'string', pattern: uuidPattern },
    })
  }
  if (route.ifMatch) {
    all.push({
      name: 'If-Match',
      in: 'header',
      required: true,
      description: 'The version that you have seen.',
      schema: { type: 'string', pattern: '^"[0-9]{1,10}"$' },
    })
  }
  return all
}

function contentOf(route: DescribedRoute, contract: string | null, components: Components): Json {
  if (contract !== null) {
    return { content: { 'application/json': { schema: components.refer(contract) } } }
  }
  if (route.mediaType === undefined) return {}
  return { content: { [route.mediaType]: { schema: { type: 'string' } } } }
}

function responses(route: DescribedRoute, components: Components): Json {
  const declared = Object.entries(route.response ?? { 200: null })
  const successes = declared.map(([status, contract]) => [
    status,
    {
      description: statusTexts[Number(status)] ?? 'Answered.',
      ...contentOf(route, contract, components),
    },
  ])
  return {
    ...Object.fromEntries(successes),
    default: { $ref: '#/components/responses/problem' },
  }
}
