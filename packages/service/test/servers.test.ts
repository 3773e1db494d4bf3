import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { connectBus, isSafeVersion, serverVersion } from '@unefois/bus'
import { openDatabase } from '@unefois/database'
import { openDataFolder, passwordIn, startPostgres } from '@unefois/local'
import { freePort, testNats } from '@unefois/testing'
import t from 'tap'

const script = join(import.meta.dirname, 'started.ts')

interface Outcome {
  /** Exit code; a service that started was ended by SIGTERM. */
  readonly code: number | null
  readonly started: boolean
  /** What it said of its servers. */
  readonly said: readonly string[]
  readonly noise: string
}

/** Starts a service on these servers, and ends it once it listens. */
async function run(profile: string, servers: Record<string, unknown>): Promise<Outcome> {
  const config = {
    PROFILE: profile,
    PORT: await freePort(),
    OPS_PORT: await freePort(),
    HOST: '127.0.0.1',
    OPS_HOST: '127.0.0.1',
    LOG_LEVEL: 'info',
  }
  const child = spawn(process.execPath, [script, JSON.stringify({ config, ...servers })])
  let [output, noise] = ['', '']
  child.stdout.on('data', chunk => {
    output += chunk
    if (String(chunk).includes('service-started')) child.kill('SIGTERM')
  })
  child.stderr.on('data', chunk => {
    noise += chunk
  })
  const [code] = await once(child, 'close')
  const lines: { event: string; server: string; change: string }[] = output
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
  const said = lines.filter(line => /^server-/u.test(line.event))
  return {
    code,
    started: output.includes('service-started'),
    said: said.map(line => `${line.event} ${line.server}: ${line.change}`),
    noise,
  }
}

t.test('Postgres: production refuses what could lose a commit, development says it', async t => {
  const folder = openDataFolder(undefined)
  const options = {
    dataDir: folder.path,
    port: await freePort(),
    logFile: join(folder.path, 'postgres.log'),
    throwaway: true,
  }
  let server = await startPostgres(options)
  t.teardown(async () => {
    await server.stop()
    if (server.removeWith !== undefined) rmSync(server.removeWith, { recursive: true })
    folder.release()
  })
  const password = passwordIn(folder.path, 'app-password')
  const admin = openDatabase({ url: server.adminUrl, name: 'test', connectionsMax: 1 })
  await admin.unsafe(`CREATE ROLE app LOGIN PASSWORD '${password}'`)
  await admin.end()
  const databaseUrl = server.adminUrl.replace(/\/\/[^@]+@/u, `//app:${password}@`)

  t.match(
    await run('production', { databaseUrl }),
    { code: 0, started: true, said: [], noise: '' },
    'an ordinary role sees that a server of our own is fit',
  )

  const again = openDatabase({ url: server.adminUrl, name: 'test', connectionsMax: 1 })
  await again`ALTER ROLE app SET synchronous_commit = 'off'`
  await again.end()
  const refusal = 'server-refused postgres: set synchronous_commit = on (it is off)'
  t.same(await run('production', { databaseUrl }), {
    code: 1,
    started: false,
    said: [refusal],
    noise: '',
  })
  t.match(
    await run('production', { databaseUrl, lazyCommit: true }),
    { started: true, said: [] },
    'a pool that chose so itself is not the role’s fault',
  )

  await server.stop()
  const settings = { fsync: 'off', full_page_writes: 'off', max_locks_per_transaction: '512' }
  server = await startPostgres({ ...options, settings })
  const wrong = ['fsync', 'full_page_writes', 'synchronous_commit'].map(
    name => `postgres: set ${name} = on (it is off)`,
  )
  t.match(await run('production', { databaseUrl }), {
    code: 1,
    started: false,
    said: wrong.map(line => `server-refused ${line}`),
  })
  const development = await run('development', { databaseUrl })
  t.match(development, { code: 0, started: true, noise: '' })
  t.same(
    development.said,
    wrong.map(line => `server-unfit ${line}`),
    'once for both pools; more locks than needed are no fault',
  )
})

t.test('nats-server: production refuses one that does not keep agencies apart', async t => {
  const nats = await testNats(t, ['caf-13'])
  const login = nats.connection('hub')
  const folder = openDataFolder(undefined)
  t.teardown(() => folder.release())
  const passwordFile = join(folder.path, 'bus-password')
  writeFileSync(passwordFile, login.password, { mode: 0o600 })
  const bus = {
    NATS_URL: nats.url,
    NATS_USER: login.user,
    NATS_PASSWORD_FILE: passwordFile,
  }
  const probe = await connectBus(login)
  const version = serverVersion(probe)
  await probe.close()
  const safe = isSafeVersion(version)
  const says = `run 2.11.16, 2.12.12, 2.14.3 or a later release of their lines (it is ${version})`
  t.same(await run('production', { bus }), {
    code: safe ? 0 : 1,
    started: safe,
    said: safe ? [] : [`server-refused nats-server: ${says}`],
    noise: '',
  })
  t.same(await run('development', { bus }), {
    code: 0,
    started: true,
    said: safe ? [] : [`server-unfit nats-server: ${says}`],
    noise: '',
  })
})
