import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { planServices } from '@unefois/local'
import { templateDatabase } from '@unefois/testing'
import t from 'tap'

const root = new URL('../../', import.meta.url)
/** The tests' own Postgres is fast because a crash may take all of it. */
const unfit = ['fsync', 'full_page_writes', 'synchronous_commit']

/** Runs a service until it ends by itself: its exit code and all it said. */
async function run(service: string, environment: NodeJS.ProcessEnv) {
  const main = fileURLToPath(new URL(`services/${service}/src/main.ts`, root))
  const child = spawn(process.execPath, [main], { env: environment, stdio: 'pipe' })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', chunk => {
      said += chunk
    })
  }
  const [code] = await once(child, 'close')
  return { code, lines: said.trim().split('\n') }
}

t.test('in production no service starts on a Postgres that could lose a commit', async t => {
  const hub = await templateDatabase(t, 'hub')
  const desk = await templateDatabase(t, 'desk')
  const plans = planServices({
    portBase: 4_600,
    gateways: 1,
    desks: [{ agency: 'test', country: 'fr' }],
    clockFile: '',
    clientsFile: '/nowhere/clients.json',
    accountsFile: '/nowhere/accounts.json',
    logEpoch: 1,
    logVerifierKey: 'unefois/log+00000000+AQ==',
    signingPoint: () => 'A'.repeat(87),
    natsUrl: 'nats://127.0.0.1:1',
    parentPid: process.pid,
    otlpEndpoint: undefined,
    keysDir: name => `/nowhere/${name}`,
    journalDir: name => `/nowhere/journal-${name}`,
    roleUrl: role => (role.startsWith('desk_') ? desk : hub).roleUrl(role),
    natsLogin: user => ({ user, passwordFile: '/nowhere/password' }),
    clientKeyFile: () => '/nowhere/client.pem',
  })
  const withDatabase = plans.filter(({ environment }) =>
    Object.keys(environment).some(name => name.endsWith('DATABASE_URL')),
  )
  const names = withDatabase.map(plan => plan.name)
  t.same(names, ['registry', 'consent', 'audit', 'gateway', 'desk-test'])
  for (const { name, service, environment } of withDatabase) {
    const { code, lines } = await run(service, {
      ...environment,
      PROFILE: 'production',
      MODE: 'own',
    })
    t.equal(code, 1, name)
    t.same(
      lines.map(line => line.replace(/.*"change":"([^"]+)".*/u, '$1')),
      unfit.map(setting => `set ${setting} = on (it is off)`),
      `${name}: one line for each, and nothing else`,
    )
  }
})
